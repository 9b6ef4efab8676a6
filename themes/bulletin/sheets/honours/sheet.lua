-- 光荣榜: honours by level, the highest first.
local lib = {}

-- Of whom it is, if that is not the community.
local function whose(honour)
  local recipient = honour.recipient
  return recipient and recipient ~= "community" and (recipient.name or recipient.title) or nil
end

-- Each honour with a note of who gave it, and when; what is in large letters is whom it honours.
local function rows(entries, many)
  local result = {}
  for _, level in ipairs(entries:group("level")) do
    for honour in level.entries do
      local name, from = whose(honour), honour.awarded_by .. t("sheet.apart") .. lib.day(honour.awarded)
      local row = { group = level.title .. t("in-brackets", { text = t("pieces", { n = #level.entries }) }), honour.title, from }
      if name and many then row[1] = honour.title .. t("sheet.apart") .. name
      elseif name then row[1], row[2] = name, honour.title .. t("sheet.apart") .. from end
      result[#result + 1] = row
    end
  end
  return result
end

-- How wide the widest is in Han characters; notes are in smaller letters.
local function widest(entries)
  local most = 0
  for _, row in ipairs(rows(entries, false)) do most = math.max(most, lib.width(row[1]), lib.width(row[2]) * 0.6) end
  return most
end

return {
  title = "sheet.honours",
  list = "honours",
  sizes = { "A3", "A4", "A2", "A1", "600x800" },
  artwork = { "artwork.svg", "landscape.svg" },
  stretch = 0.4,
  frames = function(page, paper)
    include("sheet-lib.html", { lib = lib })
    include("sheet-lists.html", { lib = lib })
    local count = #page.entries
    local list = {
      roster = rows(page.entries, false), columns = 1, valign = "middle", font = "serif", bold = true,
      smallest = 10, largest = 36, colour = lib.ink, accent = lib.red,
    }
    -- What is too long for one line in large letters stands on cards, which break it.
    if widest(page.entries) > (paper.landscape and 30 or 20) then
      list = {
        cards = rows(page.entries, true), columns = paper.landscape and count > 3 and 2 or 1, valign = "middle",
        smallest = 7, largest = 32, leading = 1.4, colour = lib.ink, accent = lib.ochre,
        parts = { { bold = true, font = "serif", align = "center" }, { scale = 0.75, colour = lib.quiet, align = "center" } },
      }
    end
    local many = count > (paper.landscape and 8 or 12)
    if many then
      list = {
        cards = rows(page.entries, true), columns = (count > 24 and 3 or 2) + (paper.landscape and (count > 40 and 2 or 1) or 0), valign = "middle",
        smallest = 7, largest = 24, leading = 1.35, colour = lib.ink, accent = lib.ochre,
        parts = { { bold = true, font = "serif" }, { scale = 0.75, colour = lib.quiet } },
      }
    end
    local frames = lib.roll(page, paper, t("sheet.honours-count", { n = count }), list)
    lib.lead_to(frames, lib.address("honours", page.year), "start")
    return frames, many and { "long.svg", "long-landscape.svg" } or nil
  end,
}
