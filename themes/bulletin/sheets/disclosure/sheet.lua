-- 公开栏: one disclosure with its tables, under the red head of an official paper.
local lib = {}

return {
  title = "sheet.disclosure",
  each = { "notices" },
  where = { kind = { "disclosure" } },
  sizes = { "A3", "A4", "A2", "A1", "600x800" },
  artwork = { "artwork.svg", "landscape.svg" },
  stretch = 0.4,
  frames = function(page, paper)
    include("sheet-lib.html", { lib = lib })
    include("disclosure-lib.html", { lib = lib })
    local lines = lib.lines(page.title, paper.landscape and 24 or 16)
    local count = lib.length()
    local frames = {
      issuer = { text = page.issuer or site.title, font = "serif", bold = true, colour = lib.red, align = "start", smallest = 12, lines = 2 },
      matter = {
        text = page.matter and t("sheet.matter", { name = label(page, "matter") }) or label(page, "kind"),
        font = "serif", bold = true, colour = lib.red, align = "end", smallest = 10, lines = 2,
      },
      period = { text = page.covers and lib.period(page.covers), colour = lib.ink, align = "end", smallest = 9, largest = 26 },
      title = { text = page.title, font = "serif", bold = true, colour = lib.ink, lines = lines, smallest = 16 },
      body = { markdown = page, smallest = 8, largest = count < 60 and 44 or count < 200 and 34 or 26, valign = count < 60 and "middle" or "top", colour = lib.ink, accent = lib.red, columns = paper.landscape and 2 or 1 },
      sign = { text = lib.sign(), colour = lib.ink, align = "end", valign = "bottom", smallest = 8, largest = 17, lines = 3 },
    }
    lib.contact(frames, page.contact, nil, 34, true)
    lib.link(frames)
    return frames
  end,
}
