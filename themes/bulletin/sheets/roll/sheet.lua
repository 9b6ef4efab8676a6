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
    local frames = lib.roll(page, paper, t("sheet.by-stroke"), {
      roster = rows(page.entries), font = "serif", bold = true, valign = "middle",
      smallest = 9, largest = 52, colour = lib.ink, accent = lib.red,
    })
    lib.lead_to(frames, lib.address("models", page.year), "start")
    return frames
  end,
}
