-- 横幅: a slogan, from a band of any length to one that hangs; in grey without the ground, which would drink toner.
local lib = {}
local pauses = { ["，"] = true, ["："] = true, ["；"] = true, ["。"] = true, ["！"] = true, ["？"] = true, [","] = true, [";"] = true, ["."] = true, ["!"] = true, ["?"] = true }

-- What stands between two pauses, each with the mark at its end, and how wide each is in Han characters.
local function clauses(text)
  local result, from = {}, 1
  local function add(last)
    local clause = text:sub(from, last)
    result[#result + 1] = { text = clause, wide = lib.width(clause) }
    from = last + 1
  end
  for place, code in utf8.codes(text) do
    local after = utf8.offset(text, 2, place)
    local next_one = text:sub(after, after)
    if pauses[utf8.char(code)] and next_one ~= "" and (code >= 0x80 or next_one == " ") then
      add(after - 1)
    end
  end
  add(#text)
  return result
end

-- The clauses in lines of this width at the most: a list of texts; the width of the widest.
local function fill(parts, limit)
  local lines, widths, most = {}, {}, 0
  for _, part in ipairs(parts) do
    local last = #lines
    if last > 0 and widths[last] + part.wide <= limit then
      lines[last], widths[last] = lines[last] .. part.text, widths[last] + part.wide
    else
      lines[last + 1], widths[last + 1] = part.text, part.wide
    end
  end
  for _, width in ipairs(widths) do most = math.max(most, width) end
  return lines, most
end

-- Broken where one pauses, into as many lines as make it larger by a fifth at least: few lines look better. Second:
-- into how many the typesetter may break them, which is more where a clause is far too long for its paper.
local function broken(text, along, across)
  local function size(count, widest)
    return math.min(along / math.max(widest, 1), across / (1 + (count - 1) * 1.3))
  end
  local parts, limit = clauses(text), math.huge
  local best, best_size, best_wide = nil, 0, 0
  repeat
    local lines, widest = fill(parts, limit)
    local gain = size(#lines, widest) / (best and best_size or 0.001)
    if gain > (best and #best < #lines and 1.2 or 1) then best, best_size, best_wide = lines, size(#lines, widest), widest end
    limit = widest - 0.01
  until #lines >= #parts
  local most = #best
  for times = 2, 6 do
    if size(#best * times, best_wide / times) > best_size * 1.5 then most = #best * times end
  end
  return best, most
end

return {
  title = "sheet.banner",
  rows = "slogans",
  sizes = { "6000x800", "3200x800", "800x6000", "A3", "A4" },
  artwork = { "banner.svg", "short.svg", "landscape.svg", "artwork.svg", "hanging.svg" },
  stretch = 1,
  frames = function(page, paper)
    include("sheet-lib.html", { lib = lib })
    local upright = paper.width / paper.height < 0.5
    -- The frame leaves about so much of the paper.
    local edge = 0.275 * math.min(paper.width, paper.height)
    local along, across = paper.width - edge, paper.height - edge
    if upright then along, across = across, along end
    local lines, most = broken(page.row.text, along, across)
    local frames = {
      text = {
        text = table.concat(lines, "\n"), bold = true, colour = paper.grey and lib.ink or lib.white,
        vertical = upright, smallest = 16, lines = most,
      },
    }
    if not paper.grey then return frames end
    return frames, { "plain-banner.svg", "plain-short.svg", "plain-landscape.svg", "plain-artwork.svg", "plain-hanging.svg" }
  end,
}
