-- 承诺墙: how many were kept, with what they are counted of, and every commitment with how far it is.
local lib = {}

-- As on the page (partials/rates.html): a row for each group, and one for all.
local function rates(entries)
  local result = {}
  local function add(name, rate)
    result[#result + 1] = {
      name,
      rate.percent and rate.fulfilled .. " / " .. rate.counted or "—",
      rate.percent or "—",
      rate.open .. (rate.overdue > 0 and t("in-brackets", { text = t("overdue-count", { n = rate.overdue }) }) or ""),
    }
  end
  for _, rate in ipairs(entries:rates("group")) do add(rate.title or "—", rate) end
  if #result > 1 then add(t("all-together"), entries:rates()) end
  return result
end

-- In bold what is overdue: these are words of the program and of the theme, never an author's.
local function status(commitment)
  if commitment.overdue then return "**" .. t("overdue") .. "**" end
  local word = label(commitment, "status")
  return commitment.late and word .. t("in-brackets", { text = t("late") }) or word
end

local function rows(entries)
  local result = {}
  for _, group in ipairs(entries:group("group")) do
    for commitment in group.entries:sort("due") do
      result[#result + 1] = {
        group = group.title,
        commitment.title,
        commitment.by,
        commitment.due and date(commitment.due, lib.chinese and "yyyy-MM-dd" or "medium") or "—",
        status(commitment),
      }
    end
  end
  return result
end

return {
  title = "sheet.commitments",
  list = "commitments",
  sizes = { "A3", "A4", "A2", "A1", "600x800" },
  artwork = { "artwork.svg", "landscape.svg" },
  stretch = 0.4,
  frames = function(page, paper)
    include("sheet-lib.html", { lib = lib })
    include("sheet-lists.html", { lib = lib })
    local all = page.entries:rates()
    local side = paper.landscape and "start" or "end"
    local frames = {
      title = { text = t("sheet.commitments"), font = "serif", bold = true, colour = lib.white, align = "start", tracking = 0.1, smallest = 24, lines = 2 },
      site = { text = site.title, lines = 2, bold = true, colour = lib.white, align = side, smallest = 9, largest = 24 },
      year = { text = page.year and t("year-of", { year = page.year }) or nil, font = "serif", bold = true, colour = lib.white, align = side, smallest = 9, largest = 32 },
      rates = {
        table = rates(page.entries), smallest = 7, largest = 18, colour = lib.ink, accent = lib.green, valign = "middle",
        parts = {
          { title = label("commitment", "group"), bold = true },
          { title = t("kept-of-counted"), align = "end" },
          { title = t("rate"), align = "end", bold = true },
          { title = t("still-open"), align = "end" },
        },
      },
      list = {
        table = rows(page.entries), smallest = 7, largest = 24, colour = lib.ink, accent = lib.green,
        parts = {
          { title = t("sheet.promise"), bold = true },
          { title = label("commitment", "by") },
          { title = label("commitment", "due"), colour = lib.quiet },
          { title = label("commitment", "status"), markdown = true },
        },
      },
      note = {
        text = t("rate-note") .. (all.withdrawn > 0 and t("withdrawn-count", { n = all.withdrawn }) or ""),
        colour = lib.quiet, align = "start", valign = "top", lines = 4, smallest = 6, largest = 13, leading = 1.4,
      },
      sign = { text = t("as-of", { date = date(site.today) }), colour = lib.quiet, align = "start", smallest = 6, largest = 13 },
    }
    if all.percent then
      frames.rate = { text = all.fulfilled .. " " .. t("kept-of", { n = all.counted }), font = "serif", bold = true, colour = lib.green, align = "start", smallest = 20 }
      frames.kept = { text = t("kept-lead", { n = all.counted, rate = all.percent }), colour = lib.ink, align = "start", valign = "top", lines = 3, smallest = 8, largest = 20 }
    end
    lib.lead_to(frames, lib.address("commitments", page.year), side)
    return frames
  end,
}
