-- A notice (通知): what is to be known, whom to ask, who says so and when.
return {
  title = "sheet.notice",
  each = { "notices" },
  where = { kind = { "notice" } },
  sizes = { "A3", "A4", "A2", "A1", "600x800" },
  artwork = { "artwork.svg", "landscape.svg" },
  stretch = 0.15,
  frames = function(page, paper)
    local lib = {}
    include("sheet-lib.html", { lib = lib })
    local count, room = lib.length()
    local long = room > 850
    local lines = lib.lines(page.title, paper.landscape and (long and 30 or 18) or long and 13 or 10)
    local frames = {
      from = { text = site.title, font = "serif", bold = true, colour = lib.white, align = "start", smallest = 9, largest = 26, tracking = lib.chinese and 0.06 or nil },
      kind = { text = label(page, "kind"), font = "serif", bold = true, colour = lib.white, align = "end", smallest = 9, largest = 26, tracking = lib.chinese and 0.3 or nil },
      title = { text = page.title, font = "serif", bold = true, colour = lib.white, smallest = 16, largest = 112, lines = lines },
      body = {
        markdown = page, part = "text", colour = lib.ink, accent = lib.red, valign = "middle", smallest = 12, align = lib.align, leading = long and 1.55 or nil,
        largest = count < 40 and 58 or count < 120 and 44 or 34,
        columns = lib.columns(),
      },
      sign = { markdown = page, part = "signature", otherwise = lib.sign(), colour = lib.ink, valign = "bottom", smallest = 9, largest = 22 },
    }
    lib.contact(frames, page.contact or site.contacts and site.contacts[1], nil, 46)
    lib.link(frames)
    return frames, long and { "long.svg", "long-landscape.svg" } or nil
  end,
}
