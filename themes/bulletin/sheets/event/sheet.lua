-- 活动: one event: when, what, where and for whom.
local lib = {}

local function facts(page)
  local result = {}
  local function add(name, value)
    if value then result[#result + 1] = { name, value } end
  end
  add(t("when"), lib.hours(page))
  for _, name in ipairs { "place", "organiser", "speaker", "audience" } do add(label("event", name), page[name]) end
  add(label("event", "capacity"), page.capacity and number(page.capacity) .. t("people-unit"))
  return result
end

return {
  title = "sheet.event",
  each = { "events" },
  sizes = { "A3", "A4", "A2", "A1", "600x800" },
  artwork = { "artwork.svg", "landscape.svg" },
  stretch = 0.4,
  frames = function(page, paper)
    include("sheet-lib.html", { lib = lib })
    include("sheet-lists.html", { lib = lib })
    local lines = lib.lines(page.title, paper.landscape and 16 or 10)
    local count = lib.length()
    local frames = {
      site = { text = site.title, lines = 2, bold = true, colour = lib.ink, align = "start", smallest = 9, largest = 28 },
      day = {
        text = lib.days(page, site.today.year) .. (lib.weekday(page) and t("sheet.apart") .. lib.weekday(page) or ""),
        font = "serif", bold = true, colour = lib.red, align = "start", smallest = 18, largest = 110,
      },
      title = { text = page.title, font = "serif", bold = true, colour = lib.ink, align = "start", smallest = 20, lines = lines },
      facts = {
        table = facts(page), smallest = 10, largest = 32, colour = lib.ink, accent = lib.ink,
        parts = { { bold = true, colour = lib.red, share = lib.chinese and 0.16 or 0.24 }, {} },
      },
      body = { markdown = page, smallest = 9, largest = count < 40 and 46 or count < 120 and 38 or 30, colour = lib.ink, accent = lib.red, columns = lib.columns() or 1 },
    }
    lib.contact(frames, site.contacts and site.contacts[1], nil, 34, true)
    lib.link(frames)
    return frames
  end,
}
