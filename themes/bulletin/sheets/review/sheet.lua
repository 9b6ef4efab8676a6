-- A public review (公示): what is proposed, until when and how to object; room for the seal, which nobody draws.

-- Where to object in person: the address among the contacts of the site.
local function place()
  for _, contact in ipairs(site.contacts or {}) do
    if contact:find("^地址") or contact:find("^Address") then return contact end
  end
  return nil
end

return {
  title = "sheet.review",
  each = { "notices" },
  where = { kind = { "review" } },
  sizes = { "A3", "A4", "A2", "A1", "600x800" },
  artwork = { "artwork.svg", "landscape.svg" },
  stretch = 0.15,
  frames = function(page, paper)
    local lib = {}
    include("sheet-lib.html", { lib = lib })
    local count, room = lib.length()
    local long = room > 750
    local lines = lib.lines(page.title, paper.landscape and (long and 28 or 16) or long and 13 or 9)
    local from, last = page.posting_from, page.posting_until or page.last_day
    local days = page.posting and t("in-brackets", { text = t("posting." .. page.posting.unit, { n = page.posting.days }) })
    local how = {}
    if last then how[1] = t("objection-text", { date = date(last) }) end
    how[#how + 1] = place()
    local frames = {
      kind = {
        text = label(page, "kind"), font = "serif", bold = true, colour = lib.white, vertical = lib.chinese,
        smallest = 8, largest = 84, tracking = lib.chinese and 0.1 or nil, lines = lib.chinese and 1 or 2,
      },
      from = { text = page.issuer or site.title, font = "serif", bold = true, colour = lib.red, align = "start", smallest = 7, largest = 26, lines = 2, tracking = lib.chinese and 0.06 or nil },
      title = { text = page.title, font = "serif", bold = true, colour = lib.ink, align = "start", smallest = 14, largest = 84, lines = lines },
      body = {
        markdown = page, part = "text", colour = lib.ink, accent = lib.red, valign = "middle", smallest = 12, align = lib.align,
        largest = count < 40 and 58 or count < 120 and 44 or 34, leading = long and 1.55 or nil, columns = lib.columns(),
      },
      sign = { markdown = page, part = "signature", otherwise = lib.sign(), colour = lib.ink, valign = "middle", smallest = 8, largest = lib.chinese and 20 or 15 },
      how = #how > 0 and { markdown = table.concat(how, "\n\n"), colour = lib.ink, align = "start", indent = 0, leading = 1.4, smallest = 7, largest = 12.75, columns = 1 } or nil,
    }
    if last then
      frames["period-label"] = lib.label(label("notice", "posting") .. (days or ""))
      frames.period = {
        text = from and date(from) .. t("to") .. date(last) or t("shown-until", { date = date(last) }),
        bold = true, colour = lib.ink, align = "start", smallest = 9, largest = 28, lines = 2,
      }
    end
    lib.contact(frames, page.contact, t("object-to"), 42)
    lib.link(frames)
    return frames, long and { "long.svg", "long-landscape.svg" } or nil
  end,
}
