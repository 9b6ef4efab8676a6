-- 光荣榜: the names of models, in Chinese in the order of strokes; persons, groups and families apart.
local red, ink, quiet = "#b02a18", "#1f1b17", "#5c5347"

local function rows(entries)
  local kinds, result = entries:group("kind"), {}
  for _, kind in ipairs(kinds) do
    local names = site.language:find("^zh") and kind.entries:sort("name", "stroke") or kind.entries:sort("name")
    for model in names do
      result[#result + 1] = {
        group = #kinds > 1 and kind.title or nil,
        model.name, model.category or model.unit or "",
      }
    end
  end
  return result
end

return {
  title = "sheet.roll",
  list = "models",
  sizes = { "A3", "A4", "A2", "A1", "600x800" },
  artwork = { "artwork.svg", "landscape.svg" },
  stretch = 0.4,
  frames = function(page, paper)
    local path = page.year and "models/" .. page.year .. ".html"
    if not (path and has_output(path)) then path = "models/index.html" end
    local linked = site.base_url and has_output(path)
    local order = t("sheet.by-stroke")
    return {
      site = { text = site.title, lines = 2, colour = "#f6e3b4", bold = true, tracking = 0.1, largest = 30 },
      title = { text = t("sheet.honours"), font = "serif", bold = true, colour = "#ffffff", tracking = 0.2 },
      lead = {
        text = page.year and t("year-of", { year = page.year }) .. t("sheet.apart") .. order or order,
        colour = "#f6e3b4", largest = 28,
      },
      list = {
        roster = rows(page.entries), smallest = 10, largest = 40, font = "serif", bold = true, colour = ink, accent = red,
        parts = { { bold = true }, { scale = 0.5, font = "sans", colour = quiet } },
      },
      sign = { text = site.title .. "\n" .. date(site.today), colour = ink, align = "end", largest = 16 },
      scan = { text = linked and t("sheet.scan") or nil, bold = true, colour = ink, align = "start", largest = 16 },
      address = { text = linked and site.base_url .. path or nil, colour = ink, align = "start", valign = "top", lines = 3, largest = 13 },
      qr = { qr = linked and permalink(path) or nil },
    }
  end,
}
