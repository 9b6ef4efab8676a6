-- 公开栏: what was made public, by quarter and matter, as on the page (layouts/disclosure.html).
local lib = {}

-- The days of one matter in a part of a year, of the months with their names.
local function days(cells, year)
  local result = {}
  for _, cell in ipairs(cells or {}) do
    local day = cell.notice.date
    result[#result + 1] = date(day, day.year == year and "short" or "long")
    if cell.month then
      result[#result + 1] = t("in-brackets", { text = t("month-only", { month = cell.month, name = date(("%d-%02d-01"):format(year, cell.month), "LLLL") }) })
    end
  end
  return #result > 0 and table.concat(result, "\n") or "—"
end

-- What has no period, or only a sign of it is left: its title, and the day below its matter.
local function other(notice, columns)
  local row = { group = t("disclosure-others"), notice.title }
  for index, matter in ipairs(columns) do
    row[index + 1] = matter.value == (notice.matter or "none") and lib.day(notice.date) or ""
  end
  return row
end

local function rows(columns, years, others)
  local result = {}
  for _, one in ipairs(years) do
    for _, part in ipairs(one.rows) do
      local row = { group = t("year-of", { year = one.year }), part.name }
      for index, matter in ipairs(columns) do row[index + 1] = days(part.cells[matter.value], one.year) end
      result[#result + 1] = row
    end
  end
  for _, notice in ipairs(others) do result[#result + 1] = other(notice, columns) end
  return result
end

return {
  title = "sheet.disclosures",
  list = "notices",
  year = "all",
  where = { kind = { "disclosure" } },
  sizes = { "A3", "A4", "A2", "A1", "600x800" },
  artwork = { "artwork.svg", "landscape.svg" },
  stretch = 0.4,
  frames = function(page, paper)
    include("sheet-lib.html", { lib = lib })
    include("sheet-lists.html", { lib = lib })
    include("disclosure-lib.html", { lib = lib })
    local columns, years, others = lib.disclosures(page.entries, true)
    local parts = { { title = label("notice", "covers"), bold = true, share = 1 / (#columns + 1) } }
    for _, matter in ipairs(columns) do parts[#parts + 1] = { title = matter.title, align = "center", share = 1 / (#columns + 1) } end
    local side = paper.landscape and "end" or "center"
    local frames = {
      site = { text = site.title, lines = 2, bold = true, colour = lib.red, align = side, smallest = 9, largest = 28 },
      title = { text = t("disclosure"), font = "serif", bold = true, colour = lib.ink, align = paper.landscape and "start" or "center", smallest = 20, lines = 2 },
      lead = { text = t("sheet.as-of", { date = date(site.today) }), colour = lib.quiet, align = side, smallest = 8, largest = 18 },
      list = { table = rows(columns, years, others), smallest = 8, largest = 30, colour = lib.ink, accent = lib.red, parts = parts },
      note = { text = t("sheet.disclosures-note"), colour = lib.quiet, align = "start", lines = 2, smallest = 7, largest = 15 },
    }
    lib.contact(frames, site.contacts and site.contacts[1], nil, 34, true)
    lib.lead_to(frames, lib.address("disclosure"), "end")
    return frames
  end,
}
