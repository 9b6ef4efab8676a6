-- 承诺墙: how many were kept, with what they are counted of, and every commitment with how far it is.
local green, red, ink, quiet = "#1d6249", "#b02a18", "#1f1b17", "#5c5347"

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

local function status(commitment)
  if commitment.overdue then return t("overdue") end
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
        commitment.due and date(commitment.due, t("list-date") == "iso" and "yyyy-MM-dd" or "medium") or "—",
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
    local path = page.year and "commitments/" .. page.year .. ".html"
    if not (path and has_output(path)) then path = "commitments/index.html" end
    local linked = site.base_url and has_output(path)
    local all = page.entries:rates()
    local note = t("rate-note") .. (all.withdrawn > 0 and t("withdrawn-count", { n = all.withdrawn }) or "")
    return {
      title = { text = t("sheet.commitments"), font = "serif", bold = true, colour = "#ffffff", align = "start", tracking = 0.1 },
      site = { text = site.title, lines = 2, bold = true, colour = "#ffffff", align = paper.landscape and "start" or "end", largest = 24 },
      year = {
        text = page.year and t("year-of", { year = page.year }) or nil,
        font = "serif", bold = true, colour = "#ffffff", align = paper.landscape and "start" or "end", largest = 32,
      },
      rate = {
        text = all.percent and all.fulfilled .. " " .. t("kept-of", { n = all.counted }) or nil,
        font = "serif", bold = true, colour = green, align = "start",
      },
      kept = {
        text = all.percent and t("kept-lead", { n = all.counted, rate = all.percent }) or nil,
        colour = ink, align = "start", valign = "top", lines = 3, largest = 20,
      },
      rates = {
        table = rates(page.entries), smallest = 8, largest = 16, colour = ink, accent = green,
        parts = {
          { title = label("commitment", "group"), bold = true },
          { title = t("kept-of-counted"), align = "end" },
          { title = t("rate"), align = "end", bold = true },
          { title = t("still-open"), align = "end" },
        },
      },
      list = {
        table = rows(page.entries), smallest = 8, largest = 20, colour = ink, accent = green,
        parts = {
          { title = t("sheet.promise"), bold = true },
          { title = label("commitment", "by") },
          { title = label("commitment", "due"), colour = quiet },
          { title = label("commitment", "status"), bold = true },
        },
      },
      note = { text = note, colour = quiet, align = "start", lines = 3, largest = 12 },
      sign = { text = t("as-of", { date = date(site.today) }), colour = quiet, align = "start", largest = 12 },
      scan = { text = linked and t("sheet.scan") or nil, bold = true, colour = ink, align = paper.landscape and "start" or "end", largest = 16 },
      address = { text = linked and site.base_url .. path or nil, colour = ink, align = paper.landscape and "start" or "end", valign = "top", lines = 3, largest = 13 },
      qr = { qr = linked and permalink(path) or nil },
    }
  end,
}
