-- 公开栏: what was made public, by quarter and matter, as on the page (layouts/disclosure.html).
local lib = {}

local function matters(notices)
  local result, known = {}, {}
  local function add(value)
    local there, title = pcall(label, "notice", "matter", value)
    if there and title and not known[value] then
      known[value] = true
      result[#result + 1] = { value = value, title = title }
    end
  end
  -- In China these three are to be made public: a column without anything is a gap.
  if site.language:find("^zh") then
    for _, value in ipairs { "party", "affairs", "finance" } do add(value) end
  end
  for _, group in ipairs(notices:group("matter")) do add(group.value) end
  for notice in notices do
    if not notice.matter then
      result[#result + 1] = { value = "none", title = t("matter-none") }
      break
    end
  end
  return result
end

-- By year, then by part of the year ("Q1", "H1", "year"), then by matter: texts.
local function cells(notices)
  local years = {}
  for notice in notices:sort("date") do
    local year, kind, part = (notice.covers or ""):match("^(%d%d%d%d)%-?([QH]?)(%d*)$")
    if year and not notice.tombstone then
      year = tonumber(year)
      local row = "year"
      if part ~= "" then row = kind == "" and "Q" .. (tonumber(part) + 2) // 3 or kind .. part end
      local text = date(notice.date, notice.date.year == year and "short" or "long")
      if kind == "" and part ~= "" then
        text = text .. "\n" .. t("in-brackets", { text = t("month-only", { month = tonumber(part), name = date(("%d-%s-01"):format(year, part), "LLLL") }) })
      end
      years[year] = years[year] or {}
      local matters = years[year][row] or {}
      years[year][row] = matters
      local matter = notice.matter or "none"
      matters[matter] = matters[matter] and matters[matter] .. "\n" .. text or text
    end
  end
  return years
end

-- What has no period, or only a sign of it is left: its title, and the day below its matter.
local function others(notices, columns, result)
  for notice in notices do
    if notice.tombstone or not notice.covers then
      local row = { group = t("disclosure-others"), notice.title }
      for index, matter in ipairs(columns) do
        row[index + 1] = matter.value == (notice.matter or "none") and lib.day(notice.date) or ""
      end
      result[#result + 1] = row
    end
  end
  return result
end

local function rows(notices, columns)
  local years, order, result = cells(notices), {}, {}
  for year in pairs(years) do table.insert(order, 1, year) end
  for _, year in ipairs(order) do
    local first
    for _, part in ipairs { "Q1", "Q2", "H1", "Q3", "Q4", "H2", "year" } do
      local quarter = tonumber(part:match("^Q(%d)"))
      local there = years[year][part]
      first = first or there and quarter
      -- A quarter that is over and of which nothing was made public is a gap, once there was one.
      if there or quarter and first and (year < site.today.year or quarter * 3 < site.today.month) then
        local row = { group = t("year-of", { year = year }), t("part." .. part) }
        for index, matter in ipairs(columns) do row[index + 1] = there and there[matter.value] or "—" end
        result[#result + 1] = row
      end
    end
  end
  return others(notices, columns, result)
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
    local columns = matters(page.entries)
    local parts = { { title = label("notice", "covers"), bold = true, share = 1 / (#columns + 1) } }
    for _, matter in ipairs(columns) do parts[#parts + 1] = { title = matter.title, align = "center", share = 1 / (#columns + 1) } end
    local side = paper.landscape and "end" or "center"
    local frames = {
      site = { text = site.title, lines = 2, bold = true, colour = lib.red, align = side, smallest = 9, largest = 28 },
      title = { text = t("disclosure"), font = "serif", bold = true, colour = lib.ink, align = paper.landscape and "start" or "center", smallest = 20, lines = 2 },
      lead = { text = t("sheet.as-of", { date = date(site.today) }), colour = lib.quiet, align = side, smallest = 8, largest = 18 },
      list = { table = rows(page.entries, columns), smallest = 8, largest = 30, colour = lib.ink, accent = lib.red, parts = parts },
      note = { text = t("sheet.disclosures-note"), colour = lib.quiet, align = "start", lines = 2, smallest = 7, largest = 15 },
    }
    lib.contact(frames, site.contacts and site.contacts[1])
    lib.lead_to(frames, lib.address("disclosure"), "end")
    return frames
  end,
}
