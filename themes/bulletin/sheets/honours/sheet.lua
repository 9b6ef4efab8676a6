-- 光荣榜: honours by level, the highest first.
local red, gold, ink, quiet = "#b02a18", "#7d5308", "#1f1b17", "#5c5347"

local function rows(entries)
  local result = {}
  for _, level in ipairs(entries:group("level")) do
    for honour in level.entries do
      local recipient = honour.recipient
      result[#result + 1] = {
        group = level.title .. t("in-brackets", { text = t("pieces", { n = #level.entries }) }),
        honour.title,
        recipient and recipient ~= "community" and (recipient.name or recipient.title) or "",
        honour.awarded_by .. t("sheet.apart") .. date(honour.awarded, t("list-date") == "iso" and "long" or "medium"),
      }
    end
  end
  return result
end

-- Few stand below each other, many beside each other as well.
local function columns(count, paper)
  local wide = paper.landscape and 1 or 0
  return (count > 24 and 3 or count > 7 - 3 * wide and 2 or 1) + (count > 12 and wide or 0)
end

return {
  title = "sheet.honours",
  list = "honours",
  sizes = { "A3", "A4", "A2", "A1", "600x800" },
  artwork = { "artwork.svg", "landscape.svg" },
  stretch = 0.4,
  frames = function(page, paper)
    local path = page.year and "honours/" .. page.year .. ".html"
    if not (path and has_output(path)) then path = "honours/index.html" end
    local linked = site.base_url and has_output(path)
    local count = t("pieces", { n = #page.entries })
    return {
      site = { text = site.title, lines = 2, colour = "#f6e3b4", bold = true, tracking = 0.1, largest = 30 },
      title = { text = t("sheet.honours"), font = "serif", bold = true, colour = "#ffffff", tracking = 0.2 },
      lead = {
        text = page.year and t("year-of", { year = page.year }) .. t("sheet.apart") .. count or count,
        colour = "#f6e3b4", largest = 28,
      },
      list = {
        cards = rows(page.entries), columns = columns(#page.entries, paper), smallest = 8, largest = 22, colour = ink, accent = red,
        parts = {
          { bold = true, font = "serif" },
          { bold = true, colour = gold },
          { scale = 0.75, colour = quiet },
        },
      },
      sign = { text = site.title .. "\n" .. date(site.today), colour = ink, align = "end", largest = 16 },
      scan = { text = linked and t("sheet.scan") or nil, bold = true, colour = ink, align = "start", largest = 16 },
      address = { text = linked and site.base_url .. path or nil, colour = ink, align = "start", valign = "top", lines = 3, largest = 13 },
      qr = { qr = linked and permalink(path) or nil },
    }
  end,
}
