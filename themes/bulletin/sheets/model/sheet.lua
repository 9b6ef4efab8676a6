-- One who is held up as an example (先进典型), with a photo if they agreed to it.

-- What the title says beyond the name: 黑板报主编 of 郑怀谦：黑板报主编.
local function deed(page)
  local title, name = page.title, page.name
  if title:sub(1, #name) ~= name then return title end
  local rest = title:sub(#name + 1)
  for _, mark in ipairs { "：", ":", "——", "，", "," } do
    if rest:sub(1, #mark) == mark then
      rest = rest:sub(#mark + 1):gsub("^%s+", "")
      return rest ~= "" and rest or nil
    end
  end
  return rest ~= "" and title or nil
end

return {
  title = "sheet.model",
  each = { "models" },
  sizes = { "A3", "A4", "A2", "A1", "600x800" },
  artwork = { "plain.svg", "plain-landscape.svg" },
  stretch = 0.15,
  frames = function(page, paper)
    local lib = {}
    include("sheet-lib.html", { lib = lib })
    local count, room = lib.length()
    local long = room > (paper.landscape and 750 or 900)
    local photo = page.consent and page.photo or nil
    local accent, ink = photo and lib.ochre or lib.white, photo and lib.ink or lib.white
    local deeds = deed(page)
    local frames = {
      photo = photo and { image = photo, fit = "cover", focus = { 0.5, 0.3 }, alt = page.name },
      category = { text = t("sheet.category", { year = page.year, category = page.category or label(page, "kind") }), font = "serif", bold = true, colour = accent, align = "start", smallest = 8, largest = 28 },
      name = { text = page.name, font = "serif", bold = true, colour = ink, align = "start", smallest = 12, largest = 120, lines = photo and 3 or 2 },
      title = deeds and { text = deeds, font = "serif", bold = true, colour = accent, align = "start", valign = photo and "top" or "middle", smallest = 8, largest = 44, lines = 2 },
      unit = page.unit and { text = page.unit, colour = ink, align = photo and not (paper.landscape and not long) and "start" or "end", smallest = 7, largest = 20, lines = 2 },
      summary = page.summary and { text = page.summary, font = "serif", colour = lib.ink, align = "start", valign = paper.landscape and not photo and "top" or "middle", leading = 1.6, smallest = 7, largest = 26, lines = 8 },
      body = { markdown = page, colour = lib.ink, accent = lib.ochre, smallest = 12, valign = not photo and count < 200 and "middle" or "top", columns = lib.columns(), align = lib.align, largest = count < 200 and 40 or 30, leading = room > 1000 and 1.55 or nil },
    }
    lib.publisher(frames)
    lib.link(frames)
    local shape = not photo and (deeds and "plain" or "bare") or long and "long" or page.kind == "person" and "portrait" or "wide"
    return frames, { shape .. ".svg", shape .. "-landscape.svg" }
  end,
}
