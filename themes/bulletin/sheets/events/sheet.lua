-- 活动预告: the events from today to the end of the next month; if there are none, those that come later; of a year
-- that is asked for, all.
local lib = {}

local function last(event) return event["end"] or event.start end

-- The days as a number that grows by one with each month.
local function month(day) return day.year * 12 + day.month end

local function chosen(page)
  local events, near = {}, {}
  for event in page.entries:sort("start") do
    if page.year or last(event).days >= site.today.days then
      events[#events + 1] = event
      if page.year or month(event.start) <= month(site.today) + 1 then near[#near + 1] = event end
    end
  end
  return #near > 0 and near or events
end

-- The lines of a card, what is not known left out.
local function facts(event)
  local result = {}
  local function add(name, value)
    if value then result[#result + 1] = t("fact", { name = label("event", name), value = value }) end
  end
  for _, name in ipairs { "place", "speaker", "audience" } do add(name, event[name]) end
  add("capacity", event.capacity and number(event.capacity) .. t("people-unit"))
  return result
end

-- Where there are `many`, the hours go on behind the day, and what else is known behind each other.
local function rows(events, year, many)
  local result = {}
  for index, event in ipairs(events) do
    local hours = table.concat({ lib.weekday(event) or lib.hours(event), lib.weekday(event) and lib.hours(event) }, " ")
    local known = facts(event)
    local days = lib.days(event, year)
    if many then
      days, hours, known = hours ~= "" and days .. t("sheet.apart") .. hours or days, "", { table.concat(known, t("sheet.apart")) }
    end
    result[index] = { days, hours, event.title, known[1] or "", known[2] or "", known[3] or "", known[4] or "" }
  end
  return result
end

-- Only talks and lessons are what is called 学习超市.
local function title(events)
  for _, event in ipairs(events) do
    if not event.speaker then return t("sheet.events") end
  end
  return t(#events > 0 and "sheet.lessons" or "sheet.events")
end

local function months(page, events)
  if #events == 0 then return nil end
  if page.year then return t("year-of", { year = page.year }) end
  local first, final = events[1].start, events[#events].start
  local function name(day) return t("month-only", { month = day.month, name = date(day, "LLLL") }) end
  return month(first) == month(final) and name(first) or name(first) .. t("sheet.and") .. name(final)
end

return {
  title = "sheet.events",
  list = "events",
  year = "all",
  sizes = { "A3", "A4", "A2", "A1", "600x800" },
  artwork = { "artwork.svg", "landscape.svg" },
  stretch = 0.4,
  frames = function(page, paper)
    include("sheet-lib.html", { lib = lib })
    include("sheet-lists.html", { lib = lib })
    local events = chosen(page)
    local list = { text = t("no-events"), colour = lib.quiet, smallest = 12, largest = 40, lines = 3 }
    if #events > 0 then
      local columns = #events > 24 and 3 or #events > 4 and 2 or 1
      list = {
        cards = rows(events, page.year or site.today.year, #events > 8), columns = columns + (paper.landscape and #events > 2 and 1 or 0), smallest = 7, largest = 28, leading = 1.35,
        colour = lib.ink, accent = lib.ink,
        parts = {
          { font = "serif", bold = true, scale = #events > 8 and 1.1 or 1.6, colour = lib.red },
          { bold = true },
          { font = "serif", bold = true, scale = 1.3 },
          {}, {}, {}, {},
        },
      }
    end
    local frames = {
      site = { text = site.title, lines = 2, bold = true, colour = lib.ink, align = "start", smallest = 9, largest = 28 },
      title = { text = title(events), font = "serif", bold = true, colour = lib.ink, align = "start", tracking = lib.chinese and 0.06 or nil, smallest = 24, lines = 2 },
      month = { text = months(page, events), font = "serif", bold = true, colour = lib.red, align = "end", smallest = 12, largest = 64, lines = 2 },
      lead = { text = #events > 0 and t("sheet.events-count", { n = #events }) or nil, colour = lib.ink, align = "end", smallest = 8, largest = 24 },
      list = list,
      sign = { text = date(site.today), colour = lib.quiet, align = "start", smallest = 6, largest = 13 },
    }
    lib.contact(frames, site.contacts and site.contacts[1], nil, 34, true)
    lib.lead_to(frames, lib.address("events", page.year), "end")
    return frames
  end,
}
