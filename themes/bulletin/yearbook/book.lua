-- The yearbook: the year in numbers, its chronicle, what was promised and kept, honours, people, events, what was made
-- public, the reports in full, and who is told of where. A chapter without anything is left out.
local lib = {}

local function of(type) return lib.entries:where { type = type } end

-- Without what began in an earlier year: that is counted there.
local function own(type) return lib.own:where { type = type } end

-- Whom the index lists: names with the entries that tell of them.
local people = {}

local function tell(names, entry)
  for _, name in ipairs(lib.persons(names)) do people[#people + 1] = { name, target = entry } end
end

-- The year in numbers

local function figures()
  local tally, all = lib.tally(lib.own, lib.year), own("commitment"):rates()
  local result = {}
  local function add(n, unit, what)
    if n and n ~= 0 then result[#result + 1] = { type(n) == "number" and number(n) or n, unit, what } end
  end
  add(all.percent, t("book.kept-of", { kept = all.fulfilled, n = all.counted }), t("rate"))
  add(#of("honour"), t("unit.honour"), label("honour"))
  add(#own("event"), t("unit.event"), label("event"))
  add(tally.visits, t("visits-unit"), t("event-visits"))
  add(tally.sessions, t("sessions-unit"), t("team-sessions"))
  add(tally.team_visits, t("visits-unit"), t("team-visits"))
  add(#of("model"), t("unit.model"), label("model"))
  add(#of("notice"), t("unit.notice"), label("notice"))
  add(#of("news"), t("unit.news"), label("news"))
  return result, tally
end

-- Months without an event have no bar.
local function by_month()
  local events, visits, months = {}, {}, {}
  for event in own("event"):sort("start") do
    if event.start and event.start.year == lib.year then
      local month, came = event.start.month, event.attendance and event.attendance.visits or 0
      if not months[month] then
        local name = date(event.start, lib.chinese and "LLLL" or "LLL")
        months[month] = { { name, 0 }, { name, 0 } }
        events[#events + 1], visits[#visits + 1] = months[month][1], months[month][2]
      end
      months[month][1][2] = months[month][1][2] + 1
      months[month][2][2] = months[month][2][2] + came
    end
  end
  local some = {}
  for _, row in ipairs(visits) do if row[2] > 0 then some[#some + 1] = row end end
  return events, #some > 0 and some
end

-- How the year compares with those before it, up to five.
local function compared()
  local rows, lines = {}, {}
  local counted = lib.years()
  for _, other in ipairs(sorted(site.years, nil, "asc")) do
    if other <= lib.year and other > lib.year - 6 then
      local all = other == lib.year and lib.own or counted[other]
      local tally, rate = lib.tally(all, other), all:where { type = "commitment" }:rates()
      local honours, events = #all:where { type = "honour" }, #all:where { type = "event" }
      local function some(n) return n and number(n) or "—" end
      rows[#rows + 1] = {
        t("year-of", { year = other }), some(honours), some(events), some(tally.visits),
        rate.percent and rate.percent .. t("in-brackets", { text = rate.fulfilled .. "/" .. rate.counted }) or "—",
        some(tally.sessions), some(tally.team_visits),
      }
      lines[#lines + 1] = { tostring(other), honours, events }
    end
  end
  if #rows < 2 then return {} end
  local function column(title) return { title = title, align = "end" } end
  return {
    { heading = t("book.compared") },
    {
      table = rows,
      parts = {
        { title = t("by-year"), bold = true }, column(label("honour")), column(label("event")), column(t("event-visits")),
        column(t("rate")), column(t("team-sessions")), column(t("team-visits")),
      },
      note = t("rate-note"),
    },
    #lines > 2 and { chart = "line", title = t("book.chart-compared"), label = t("by-year"), series = { label("honour"), label("event") }, rows = lines, height = 40 },
  }
end

local function numbers()
  local profile, as_of = lib.profile(lib.year)
  local events, visits = by_month()
  local counted, tally = figures()
  local levels, outcomes = {}, {}
  for _, group in ipairs(own("honour"):group("level")) do levels[#levels + 1] = { group.title, #group.entries } end
  -- Two beside each other.
  local count = math.min(#tally.outcomes, 40)
  local half = (count + 1) // 2
  for index = 1, half do
    local left, right = tally.outcomes[index], index + half <= count and tally.outcomes[index + half] or nil
    outcomes[index] = { left.what, lib.amount(left), nil, right and right.what, right and lib.amount(right) }
  end
  local months, many = t("book.month"), #own("event") > 5
  return {
    { chapter = t("book.numbers"), note = site.title .. t("sheet.apart") .. t("year-of", { year = lib.year }) },
    { figures = counted },
    #profile > 0 and {
      { heading = t("profile"), note = as_of and t("as-of", { date = date(as_of) }) or nil },
      { figures = profile },
    },
    #levels > 1 and #own("honour") > 3 and {
      { heading = label("honour") },
      { chart = "bar", title = t("chart.levels"), label = label("honour", "level"), unit = t("unit.honour"), rows = levels },
    },
    compared(),
    (many or #outcomes > 0) and {
      { heading = t("book.events") },
      many and { chart = "bar", title = t("book.events-by-month"), label = months, unit = t("unit.event"), rows = events, height = 60 },
      many and visits and { chart = "bar", title = t("book.visits-by-month"), label = months, unit = t("visits-unit"), rows = visits, height = 60 },
      #outcomes > 0 and {
        table = outcomes,
        parts = {
          { title = t("outcomes"), share = 0.32 }, { title = t("book.amount"), align = "end", bold = true, share = 0.14 }, { share = 0.08 },
          { title = #outcomes > 1 and t("outcomes") or nil, share = 0.32 }, { title = #outcomes > 1 and t("book.amount") or nil, align = "end", bold = true, share = 0.14 },
        },
      },
    },
  }
end

-- The chronicle: news with their first lines, of which this book has no more.

local function chronicle()
  local pieces, month, rows, photos = {}, nil, nil, nil
  local lines = lib.chronicle(lib.year)
  for _, line in ipairs(lines) do
    local entry, news = line.entry, line.entry.type == "news"
    if month ~= line.day.month then
      month, rows, photos = line.day.month, {}, {}
      pieces[#pieces + 1] = {
        { heading = date(line.day, "LLLL"), unlisted = true },
        { table = rows, parts = { { share = 0.14, colour = lib.quiet }, { share = lib.chinese and 0.11 or 0.16, colour = lib.quiet }, { share = lib.chinese and 0.75 or 0.7, markdown = true } } },
        { pictures = photos, columns = 3, height = 30 },
      }
    end
    local text = "**" .. lib.plain(entry.title) .. "**"
    if news then
      local first = lib.plain(excerpt(entry, lib.chinese and 90 or 180))
      text = text .. (first ~= "" and "\n\n" .. first or "")
      for _, person in ipairs(lib.list(entry.people)) do tell(person.name, entry) end
      tell(entry.author, entry)
    end
    rows[#rows + 1] = { date(line.day, "short"), label(entry.type), text, anchor = news and entry or nil, target = not news and entry or nil }
    local cover = news and lib.cover(entry)
    if cover and #photos < 3 then photos[#photos + 1] = { cover, caption = entry.title } end
  end
  return #lines > 0 and { { chapter = t("chronicle"), note = t("book.entries", { n = #lines }) }, pieces } or {}
end

-- Commitments: how many were kept, of how many; then each with what was done, and what proves it.

local function commitment(entry)
  local steps, proofs, seen = {}, {}, {}
  for _, step in ipairs(entry.progress or {}) do
    steps[#steps + 1] = { lib.day(step.date), lib.plain(step.note or "") }
    for _, proof in ipairs(lib.list(step.evidence)) do
      if not seen[proof.id] then
        seen[proof.id] = true
        local what = lib.line(label(proof.type), proof.day and lib.day(proof.day))
        proofs[#proofs + 1] = { t("evidence"), "**" .. lib.plain(proof.title) .. "**" .. t("in-brackets", { text = lib.plain(what) }), nil, target = proof }
      end
    end
  end
  for _, proof in ipairs(proofs) do steps[#steps + 1] = proof end
  if entry.group ~= "organisation" then tell(entry.by, entry) end
  local first = excerpt(entry, lib.chinese and 70 or 150)
  return {
    { heading = entry.title, level = 3, anchor = entry, of = entry, unlisted = true,
      note = lib.line(
        entry.by,
        entry.due and t("book.of", { name = label("commitment", "due"), value = lib.day(entry.due) }),
        lib.status(entry) .. (entry.closed and t("in-brackets", { text = lib.day(entry.closed) }) or ""),
        lib.spans(entry)) },
    first ~= "" and { text = lib.plain(first), scale = 0.9, of = entry },
    #steps > 0 and { table = steps, parts = { { share = 0.15, colour = lib.quiet }, { markdown = true }, #proofs > 0 and { page = true } or nil } },
  }
end

local function kept_of(rate)
  if not (rate and rate.percent) then return t("sheet.none-due") end
  return t("book.kept-of-due", { n = rate.counted, kept = rate.fulfilled, rate = rate.percent })
end

local function commitments()
  local all = of("commitment")
  if #all == 0 then return {} end
  local sum, pieces, kept, counted = own("commitment"):rates(), {}, {}, {}
  for _, group in ipairs(own("commitment"):rates("group")) do counted[group.value or ""] = group end
  for _, group in ipairs(all:rates("group")) do
    local list = {}
    for entry in group.entries:sort("due") do list[#list + 1] = commitment(entry) end
    local rate = counted[group.value or ""]
    if rate then kept[#kept + 1] = { rate.title or "—", rate.fulfilled, rate.counted - rate.fulfilled, rate.total - rate.counted - rate.withdrawn } end
    pieces[#pieces + 1] = {
      { heading = group.title or "—", note = kept_of(rate) },
      list,
    }
  end
  return {
    { chapter = t("home.commitments"), note = kept_of(sum) },
    {
      table = lib.rates(own("commitment"), "group"),
      parts = {
        { title = label("commitment", "group"), bold = true }, { title = t("kept-of-counted"), align = "end" },
        { title = t("rate"), align = "end" }, { title = t("still-open"), align = "end" },
      },
      note = t("rate-note") .. (sum.withdrawn > 0 and t("withdrawn-count", { n = sum.withdrawn }) or "")
        .. (sum.total < #all and t("book.rate-spans") or ""),
    },
    #kept > 1 and sum.counted > 0 and {
      chart = "stacked", title = t("rates"), label = label("commitment", "group"), total = t("total"),
      series = { t("book.kept"), t("book.not-kept"), t("book.not-due") }, rows = kept,
    },
    pieces,
  }
end

-- Honours, the highest first; then their certificates, side by side.

local function honours()
  local all, rows, photos, files = of("honour"), {}, {}, {}
  for _, level in ipairs(all:group("level")) do
    local group = level.title .. t("in-brackets", { text = lib.count("honour", #level.entries) })
    for honour in level.entries:sort("awarded") do
      local recipient = honour.recipient
      local whom = recipient and recipient ~= "community" and (recipient.name or recipient.title) or nil
      tell(whom, honour)
      rows[#rows + 1] = { honour.title, whom or site.title, honour.awarded_by, honour.document_no, lib.day(honour.awarded), group = group, anchor = honour }
      local certificate = lib.picture(honour.certificate) or lib.cover(honour)
      if certificate then photos[#photos + 1] = { certificate, caption = t("certificate-of", { title = honour.title }) }
      elseif honour.certificate then files[#files + 1] = { honour.title, honour.certificate:match("[^/]+$"), target = honour } end
    end
  end
  return #all > 0 and {
    { chapter = label("honour"), note = lib.count("honour", #all) },
    {
      table = rows,
      parts = {
        { title = label("honour"), bold = true, share = 0.28 }, { title = label("honour", "recipient"), share = 0.14 },
        { title = label("honour", "awarded_by"), share = 0.21 }, { title = label("honour", "document_no"), share = 0.24 },
        { title = label("honour", "awarded"), colour = lib.quiet },
      },
    },
    #photos + #files > 0 and { heading = label("honour", "certificate") },
    { pictures = photos, columns = #photos > 2 and 3 or 2, height = 52 },
    -- No pictures: their names, by which they are found among the originals.
    { table = files, parts = { { title = label("honour") }, { title = t("book.files"), colour = lib.quiet, share = 0.4 } } },
  } or {}
end

-- People and groups that are held up as examples, with their photo if they agreed to it, and what they did.

local function models()
  local all, pieces = of("model"), {}
  for model in all:sort("name", "pinyin") do
    local photo = lib.picture(model.photo)
    tell(model.name, model)
    pieces[#pieces + 1] = {
      { heading = model.title, anchor = model, of = model, unlisted = #all > 20,
        note = lib.line(model.name ~= model.title and model.name, model.category or label(model, "kind"), model.unit) },
      photo and { pictures = { { photo, caption = model.name, focus = { 0.5, 0.3 } } }, height = #all > 8 and 42 or model.kind == "person" and 56 or 62, of = model },
      { text = model },
    }
  end
  return #all > 0 and { { chapter = label("model"), note = lib.count("model", #all) }, pieces } or {}
end

-- Events: each with what came of it, or, where there are many, a row for each, and photos of each month.

local function event_facts(event)
  local attendance = event.attendance or {}
  local parts = {}
  if attendance.people then parts[1] = t("attendance.people") .. " " .. number(attendance.people) end
  if attendance.visits then parts[#parts + 1] = t("attendance.visits") .. " " .. number(attendance.visits) end
  for _, outcome in ipairs(event.outcomes or {}) do parts[#parts + 1] = outcome.what .. " " .. lib.amount(outcome) end
  return #parts > 0 and table.concat(parts, t("book.comma")) or nil
end

local function event_block(event)
  local cover, facts = lib.cover(event), event_facts(event)
  local first = excerpt(event, lib.chinese and 120 or 240)
  return {
    { heading = event.title, level = 3, anchor = event, of = event, unlisted = true,
      note = lib.line(lib.days(event.start, event["end"]), event.place, event.organiser, lib.spans(event)) },
    first ~= "" and { text = lib.plain(first), of = event },
    facts and { text = "**" .. lib.plain(t("book.of", { name = t("outcomes"), value = facts })) .. "**", of = event },
    cover and { pictures = { { cover, caption = event.title } }, of = event, height = 44 },
  }
end

local function event_rows(month)
  local rows, photos = {}, {}
  for event in month do
    rows[#rows + 1] = {
      event.title, lib.days(event.start, event["end"]), lib.line(event.place, lib.spans(event)), event_facts(event), anchor = event,
    }
    local cover = #photos < 6 and lib.cover(event)
    if cover then photos[#photos + 1] = { cover, caption = event.title } end
  end
  return {
    {
      table = rows,
      parts = {
        { title = label("event"), bold = true, share = 0.34 }, { title = t("when"), share = 0.15, colour = lib.quiet },
        { title = label("event", "place"), share = 0.18 }, { title = t("outcomes") },
      },
    },
    { pictures = photos, columns = 3, height = 34 },
  }
end

local function events()
  local all, pieces, months = of("event"), {}, {}
  for event in all:sort("start") do
    local first = event.start.year < lib.year and 1 or event.start.month
    months[first] = months[first] or {}
    table.insert(months[first], event)
    tell(event.speaker, event)
  end
  for month = 1, 12 do
    local list = months[month]
    if list then
      local blocks = {}
      if #all > 60 then blocks = event_rows(function() return table.remove(list, 1) end)
      else for _, event in ipairs(list) do blocks[#blocks + 1] = event_block(event) end end
      pieces[#pieces + 1] = {
        { heading = date(("%04d-%02d-01"):format(lib.year, month), "LLLL"), note = lib.count("event", #list), unlisted = true },
        blocks,
      }
    end
  end
  return #all > 0 and { { chapter = label("event"), note = lib.count("event", #all) }, pieces } or {}
end

-- Notices; public reviews with what came of them: of those that are over, no more than that.

local function notices()
  local pieces, all = {}, of("notice")
  local plain, reviews = all:where { kind = "notice" }, all:where { kind = "review" }
  local rows = {}
  for review in reviews:sort("date") do
    local last = review.posting_until or review.last_day
    rows[#rows + 1] = {
      review.title, last and lib.days(review.posting_from or review.date, last) or lib.day(review.date),
      review.outcome or last and last.days < site.today.days and t("book.review-over") or t("book.review-runs"), anchor = review,
    }
  end
  if #rows > 0 then
    pieces[1] = {
      { heading = label("notice", "kind", "review"), note = lib.count("notice", #rows) },
      {
        table = rows,
        parts = {
          { title = label("notice", "title"), bold = true, share = 0.36 }, { title = label("notice", "posting"), share = 0.24, colour = lib.quiet },
          { title = label("notice", "outcome"), share = 0.4 },
        },
      },
    }
  end
  local own = {}
  for notice in plain:sort("date") do own[#own + 1] = { notice.title, notice.issuer or site.title, lib.day(notice.date), anchor = notice } end
  if #own > 0 then
    pieces[#pieces + 1] = {
      { heading = label("notice", "kind", "notice"), note = lib.count("notice", #own) },
      {
        table = own,
        parts = {
          { title = label("notice", "title") }, { title = label("notice", "issuer"), share = 0.28 },
          { title = label("notice", "date"), share = 0.18, colour = lib.quiet },
        },
      },
    }
  end
  return #pieces > 0 and { { chapter = t("book.notices"), note = lib.count("notice", #rows + #own) }, pieces } or {}
end

-- What was made public of the committee's affairs: at a glance, then each in full with its tables.

local function disclosures()
  local all = of("notice"):where { kind = "disclosure" }
  if #all == 0 then return {} end
  local matters, tables, others = lib.disclosures(all)
  local glance, full, parts = {}, {}, { { title = label("notice", "covers"), bold = true } }
  for _, matter in ipairs(matters) do parts[#parts + 1] = { title = matter.title } end
  local function tell_all(notice)
    full[#full + 1] = {
      { heading = notice.title, level = 3, anchor = notice, of = notice, unlisted = true,
        note = lib.line(notice.matter and t("sheet.matter", { name = label(notice, "matter") }), notice.covers and lib.period(notice.covers), notice.issuer, lib.day(notice.date)) },
      { text = notice },
    }
  end
  for _, one in ipairs(sorted(tables, "year", "asc")) do
    for _, row in ipairs(one.rows) do
      local name = t("book.part", { year = one.year, part = row.name })
      local cells, headed = { name }, false
      for _, matter in ipairs(matters) do
        local days = {}
        for _, cell in ipairs(row.cells[matter.value] or {}) do
          if not headed then full[#full + 1] = { heading = name } end
          headed = true
          days[#days + 1] = lib.day(cell.notice.date)
          tell_all(cell.notice)
        end
        cells[#cells + 1] = #days > 0 and table.concat(days, t("book.comma")) or "—"
      end
      glance[#glance + 1] = cells
    end
  end
  if #others > 0 then full[#full + 1] = { heading = t("disclosure-others") } end
  for _, notice in ipairs(others) do tell_all(notice) end
  return {
    { chapter = t("disclosure"), note = lib.count("notice", #all) },
    #glance > 0 and { { table = glance, parts = parts }, lib.note(t("sheet.disclosures-note")) },
    full,
  }
end

local function reports()
  local all, pieces = of("report"), {}
  for report in all:sort("date") do
    pieces[#pieces + 1] = {
      { heading = report.title, anchor = report, of = report, note = lib.line(report.signatory, report.date and date(report.date)) },
      { text = report },
    }
  end
  return #all > 0 and { { chapter = label("report"), note = lib.count("report", #all) }, pieces } or {}
end

-- Pages and types of the site's own.

local TOLD = { news = true, model = true, commitment = true, honour = true, notice = true, event = true, report = true }

local function others()
  local rows = {}
  for _, group in ipairs(lib.entries:group("type")) do
    for entry in group.entries do
      if not TOLD[entry.type] then
        rows[#rows + 1] = { entry.title, entry.day and lib.day(entry.day), group = group.title, anchor = entry }
      end
    end
  end
  return #rows > 0 and {
    { chapter = t("book.others"), note = t("book.entries", { n = #rows }) },
    { table = rows, parts = { { title = label("notice", "title") }, { title = label("notice", "date"), align = "end", colour = lib.quiet, share = 0.2 } } },
  } or {}
end

local function cover(page)
  return {
    artwork = "cover.svg",
    frames = {
      site = { text = site.title, font = "serif", bold = true, colour = lib.ink, align = "start", smallest = 10, largest = 30, lines = 2 },
      year = { text = tostring(page.year), font = "serif", bold = true, colour = lib.red, align = "start", smallest = 40 },
      title = { text = t("book.title"), font = "serif", bold = true, colour = lib.ink, align = "start", smallest = 14, largest = 60, tracking = lib.chinese and 0.12 or nil, lines = 2 },
      subtitle = { text = t("book.subtitle"), colour = lib.quiet, align = "start", valign = "top", smallest = 8, largest = 15, lines = 3 },
      sign = { text = t("book.made", { date = date(site.today) }), colour = lib.quiet, align = "start", valign = "top", smallest = 8, largest = 13, lines = 2 },
    },
  }
end

return {
  book = function(page)
    lib.year, lib.entries, lib.own = page.year, page.entries, page.entries:year(page.year)
    for _, name in ipairs { "sheet-lib", "year-lib", "chronicle-lib", "commitment-lib", "disclosure-lib", "profile-lib", "book-lib" } do
      include(name .. ".html", { lib = lib })
    end
    local chapters = {
      numbers(), chronicle(), commitments(), honours(), models(), events(), notices(), disclosures(), reports(), others(),
    }
    local title = t("book.title-of", { year = page.year, title = site.title })
    return {
      title = title, subject = t("book.title"), running = title, page_word = t("book.page") ,
      paper = "A4", margins = { top = 25, bottom = 22, inner = 27, outer = 21 }, duplex = true,
      font = "serif", heading_font = "sans", size = 10.5, leading = lib.chinese and 1.7 or 1.5, indent = lib.chinese and 2 or 0,
      ink = lib.ink, quiet = lib.quiet, accent = "#a32219", fill = "#f5efe6",
      cover(page),
      { contents = t("contents"), levels = 2 },
      lib.note(t("book.about", { n = #page.entries, year = page.year, date = date(site.today) })),
      chapters,
      #people > 0 and { { chapter = t("book.people") }, { index = people, columns = lib.chinese and 3 or 2 } },
    }
  end,
}
