-- 活动预告: the events from today to the end of the next month; if there are none, those that come later; of a year
-- that was asked for, all.
local red, ink, quiet = "#b02a18", "#1f1b17", "#5c5347"

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
  events = #near > 0 and near or events
  if #events == 0 then error(t("no-events"), 0) end
  return events
end

-- 11月22日, or 11月22日至11月30日.
local function days(event)
  local finish = event["end"]
  local first = date(event.start, "short")
  return finish and finish.days ~= event.start.days and first .. t("to") .. date(finish, "short") or first
end

-- 星期六 14:00至15:30
local function hours(event)
  local start, finish = event.start, event["end"]
  local text = finish and finish.days ~= start.days and "" or date(start, "EEEE")
  if start.hour then
    text = text .. (text ~= "" and " " or "") .. date(start, "time")
    if finish and finish.hour then text = text .. t("to-time") .. date(finish, "time") end
  end
  return text
end

local function rows(events)
  local result = {}
  for index, event in ipairs(events) do
    local function fact(name, value)
      value = value or event[name]
      return value and t("fact", { name = label("event", name), value = value }) or ""
    end
    result[index] = {
      days(event), hours(event), event.title,
      fact("place"), fact("speaker"), fact("audience"),
      event.capacity and fact("capacity", number(event.capacity) .. t("people-unit")) or "",
    }
  end
  return result
end

-- Only talks and lessons are what is called 学习超市.
local function title(events)
  for _, event in ipairs(events) do
    if not event.speaker then return t("sheet.events") end
  end
  return t("sheet.lessons")
end

local function months(page, events)
  if page.year then return t("year-of", { year = page.year }) end
  local first, final = events[1].start, events[#events].start
  local function name(day) return t("month-only", { month = day.month, name = date(day, "LLLL") }) end
  return month(first) == month(final) and name(first) or name(first) .. t("sheet.and") .. name(final)
end

return {
  title = "sheet.events",
  list = "events",
  sizes = { "A3", "A4", "A2", "A1", "600x800" },
  artwork = { "artwork.svg", "landscape.svg" },
  stretch = 0.4,
  frames = function(page, paper)
    local events = chosen(page)
    local path = "events/index.html"
    local linked = site.base_url and has_output(path)
    return {
      site = { text = site.title, lines = 2, bold = true, colour = ink, align = "start", largest = 28 },
      title = { text = title(events), font = "serif", bold = true, colour = ink, align = "start", tracking = 0.06 },
      month = { text = months(page, events), font = "serif", bold = true, colour = red, align = "end" },
      lead = { text = t("sheet.events-count", { n = #events }), colour = quiet, align = "end", largest = 20 },
      list = {
        cards = rows(events), columns = #events > 3 and 2 or 1, smallest = 9, largest = 26, colour = ink, accent = red,
        parts = {
          { font = "serif", bold = true, scale = 1.5, colour = red },
          { bold = true },
          { font = "serif", bold = true, scale = 1.25 },
          {}, {}, {}, {},
        },
      },
      contact = { text = (site.contacts or {})[1], bold = true, colour = ink, align = "start", valign = "top", lines = 2, largest = 24 },
      sign = { text = t("as-of", { date = date(site.today) }), colour = quiet, align = "start", largest = 12 },
      scan = { text = linked and t("sheet.scan") or nil, bold = true, colour = ink, align = "end", largest = 16 },
      address = { text = linked and site.base_url .. path or nil, colour = ink, align = "end", valign = "top", lines = 3, largest = 13 },
      qr = { qr = linked and permalink(path) or nil },
    }
  end,
}
