-- 光荣榜: the names of models, in Chinese in the order of strokes; persons, groups and families apart.
local lib = {}

local function rows(entries)
  local kinds, result = entries:group("kind"), {}
  for _, kind in ipairs(kinds) do
    local names = lib.chinese and kind.entries:sort("name", "stroke") or kind.entries:sort("name")
    for model in names do
      result[#result + 1] = { group = #kinds > 1 and kind.title or nil, model.name, model.category or model.unit or "" }
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
    include("sheet-lib.html", { lib = lib })
    include("sheet-lists.html", { lib = lib })
    local frames = {
      site = { text = site.title, lines = 2, colour = lib.gold, bold = true, tracking = lib.chinese and 0.1 or nil, smallest = 9, largest = 30 },
      title = { text = t("sheet.honours"), font = "serif", bold = true, colour = lib.white, tracking = lib.chinese and 0.2 or nil, smallest = 30, lines = 2 },
      lead = { text = lib.lead(page.year, paper, t("sheet.by-stroke")), colour = lib.gold, smallest = 9, largest = 28 },
      list = {
        roster = rows(page.entries), font = "serif", bold = true, valign = "middle",
        smallest = 9, largest = 52, colour = lib.ink, accent = lib.red,
      },
      sign = { text = site.title .. "\n" .. date(site.today), colour = lib.ink, align = "end", smallest = 8, largest = 17, lines = 3 },
    }
    lib.lead_to(frames, lib.address("models", page.year), "start")
    return frames
  end,
}
