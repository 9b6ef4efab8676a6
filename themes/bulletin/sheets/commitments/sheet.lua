-- 承诺墙: how many were kept, with what they are counted of, and every commitment with how far it is.
local lib = {}

-- In bold what is overdue: these are words of the program and of the theme, never an author's.
local function status(commitment)
  local words = lib.status(commitment)
  return commitment.overdue and "**" .. words .. "**" or words
end

local function due(commitment)
  return commitment.due and date(commitment.due, lib.chinese and "yyyy-MM-dd" or "medium") or "—"
end

local function rows(entries)
  local result = {}
  for _, group in ipairs(entries:group("group")) do
    for commitment in group.entries:sort("due") do
      result[#result + 1] = { group = group.title, commitment.title, commitment.by, due(commitment), status(commitment) }
    end
  end
  return result
end

-- Many, as Markdown, which can go into columns: a table for each group, with who promised behind what.
local function tables(entries)
  local lines = {}
  for _, group in ipairs(entries:group("group")) do
    lines[#lines + 1] = ("| %s | %s | %s |\n|---|---|---|"):format(
      lib.plain(group.title), lib.plain(label("commitment", "due")), lib.plain(label("commitment", "status")))
    for commitment in group.entries:sort("due") do
      lines[#lines + 1] = ("| **%s**%s%s | %s | %s |"):format(lib.plain(commitment.title), t("sheet.apart"), lib.plain(commitment.by),
        lib.plain(due(commitment)), lib.chinese and commitment.late and t("late") or status(commitment))
    end
    lines[#lines + 1] = ""
  end
  return table.concat(lines, "\n")
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
    include("commitment-lib.html", { lib = lib })
    local all = page.entries:rates()
    local side = paper.landscape and "start" or "end"
    local frames = {
      title = { text = t("sheet.commitments"), font = "serif", bold = true, colour = lib.white, align = "start", tracking = lib.chinese and 0.1 or nil, smallest = 24, lines = 2 },
      site = { text = site.title, lines = 2, bold = true, colour = lib.white, align = side, smallest = 9, largest = 24 },
      year = { text = page.year and t("year-of", { year = page.year }) or nil, font = "serif", bold = true, colour = lib.white, align = side, smallest = 9, largest = 32 },
      rates = {
        table = lib.rates(page.entries, "group"), smallest = 7, largest = 18, colour = lib.ink, accent = lib.green, valign = "middle",
        parts = {
          { title = label("commitment", "group"), bold = true },
          { title = t("kept-of-counted"), align = "end" },
          { title = t("rate"), align = "end", bold = true },
          { title = t("still-open"), align = "end" },
        },
      },
      list = {
        table = rows(page.entries), smallest = 8, largest = 24, colour = lib.ink, accent = lib.green,
        parts = {
          { title = t("sheet.promise"), bold = true },
          { title = label("commitment", "by") },
          { title = label("commitment", "due"), colour = lib.quiet, share = lib.chinese and 0.16 or nil },
          { title = label("commitment", "status"), markdown = true, share = lib.chinese and 0.15 or nil },
        },
      },
      note = {
        text = t("rate-note") .. (all.withdrawn > 0 and t("withdrawn-count", { n = all.withdrawn }) or ""),
        colour = lib.quiet, align = "start", valign = "top", lines = 4, smallest = 6, largest = 13, leading = 1.4,
      },
      sign = { text = t("sheet.as-of", { date = date(site.today) }), colour = lib.quiet, align = "start", smallest = 6, largest = 13 },
    }
    local many = #page.entries > 24
    if many then
      frames.list = { markdown = tables(page.entries), smallest = 7, largest = 24, columns = 2, gap = 1.5, colour = lib.ink, accent = lib.green }
    end
    if not all.percent then
      frames.kept = { text = t("sheet.none-due"), colour = lib.ink, align = "start", valign = "top", lines = 2, smallest = 8, largest = 20 }
    else
      frames.rate = { text = all.fulfilled .. " " .. t("kept-of", { n = all.counted }), font = "serif", bold = true, colour = lib.green, align = "start", smallest = 20 }
      frames.kept = { text = t("sheet.kept", { n = all.counted, kept = all.fulfilled, rate = all.percent }), colour = lib.ink, align = "start", valign = "top", lines = 3, smallest = 8, largest = 20 }
    end
    lib.lead_to(frames, lib.address("commitments", page.year), side)
    return frames, many and { "long.svg", "landscape.svg" } or nil
  end,
}
