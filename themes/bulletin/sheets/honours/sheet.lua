-- 光荣榜: honours by level, the highest first.
local lib = {}

-- Few stand below each other, many beside each other as well.
local function columns(count, paper)
  local wide = paper.landscape and 1 or 0
  return (count > 24 and 3 or count > 9 - 4 * wide and 2 or 1) + (count > 12 and wide or 0)
end

local function rows(entries)
  local result = {}
  for _, level in ipairs(entries:group("level")) do
    for honour in level.entries do
      local recipient = honour.recipient
      result[#result + 1] = {
        group = level.title .. t("in-brackets", { text = t("pieces", { n = #level.entries }) }),
        honour.title,
        recipient and recipient ~= "community" and (recipient.name or recipient.title) or "",
        honour.awarded_by .. t("sheet.apart") .. lib.day(honour.awarded),
      }
    end
  end
  return result
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
    local align = count <= 9 and "center" or "start"
    local frames = {
      site = { text = site.title, lines = 2, colour = lib.gold, bold = true, tracking = 0.1, smallest = 9, largest = 30 },
      title = { text = t("sheet.honours"), font = "serif", bold = true, colour = lib.white, tracking = 0.2, smallest = 30, lines = 2 },
      lead = { text = lib.lead(page.year, t("pieces", { n = count })), colour = lib.gold, smallest = 9, largest = 28 },
      list = {
        cards = rows(page.entries), columns = columns(count, paper), valign = "middle",
        smallest = 8, largest = 34, colour = lib.ink, accent = lib.red,
        parts = {
          { bold = true, font = "serif", align = align },
          { bold = true, colour = lib.ochre, align = align },
          { scale = 0.75, colour = lib.quiet, align = align },
        },
      },
      sign = { text = site.title .. "\n" .. date(site.today), colour = lib.ink, align = "end", smallest = 8, largest = 17, lines = 3 },
    }
    lib.lead_to(frames, lib.address("honours", page.year), "start")
    return frames
  end,
}
