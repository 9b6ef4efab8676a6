-- The outputs of the default theme. docs/themes.md explains the rows.
local function list(folder, layout, per_page)
  return {
    list = folder, layout = layout, per_page = per_page,
    path = folder .. "/index.html", more = folder .. "/page-:page.html",
  }
end

-- The parts of a type's list: partials/filters.html links to them.
local function group(folder, by, layout, per_page)
  return {
    group = folder, by = by, layout = layout, per_page = per_page,
    path = folder .. "/:value.html", more = folder .. "/:value-page-:page.html",
  }
end

-- A picture of the icon. Those for telephones may cut it to a circle: what matters is within 80 % of its width.
local function icon(size)
  return { icon = "icon.svg", size = size, path = "assets/icon-" .. size .. ".png" }
end

return {
  -- How wide the column of text is, and the screen of a telephone without its edges.
  photos = { sizes = "(min-width: 45rem) 42.75rem, 92vw" },
  outputs = {
    { path = "index.html", layout = "home.html" },
    { path = "404.html", layout = "404.html" },

    -- One page for each entry.
    { each = "notices",     path = "notices/:year/:month-:day-:slug.html",     layout = "notice.html" },
    { each = "news",        path = "news/:year/:month-:day-:slug.html",        layout = "news.html" },
    { each = "events",      path = "events/:year/:month-:day-:slug.html",      layout = "event.html" },
    { each = "commitments", path = "commitments/:year/:month-:day-:slug.html", layout = "commitment.html" },
    { each = "honours",     path = "honours/:year/:month-:day-:slug.html",     layout = "honour.html" },
    { each = "models",      path = "models/:year/:slug.html",                  layout = "model.html" },
    { each = "reports",     path = "reports/:year/:slug.html",                 layout = "report.html" },
    { each = "pages",       path = "pages/:slug.html",                         layout = "entry.html" },
    { each = "others",      path = ":type/:slug.html",                         layout = "own.html" },

    -- The front page of each type, and the parts of those that have them.
    list("notices", "list.html", 20),
    list("news", "list.html", 20),
    list("events", "list.html", 20),
    { list = "commitments", path = "commitments/index.html", layout = "commitments.html" },
    { list = "honours", path = "honours/index.html", layout = "honours.html" },
    list("models", "models.html", 24),
    list("reports", "list.html", 30),
    list("pages", "list.html", 100),
    { list = "others", path = ":type/index.html", more = ":type/page-:page.html", per_page = 30, layout = "list.html" },
    group("notices", "kind", "list.html", 30),
    group("notices", "year", "list.html", 30),
    group("news", "year", "list.html", 20),
    group("events", "year", "list.html", 30),
    group("commitments", "group", "list.html", 30),
    group("commitments", "year", "list.html", 30),
    group("honours", "level", "honours.html", 48),
    group("honours", "year", "honours.html", 48),
    group("models", "kind", "models.html", 24),
    group("models", "year", "models.html", 24),
    group("reports", "year", "list.html", 30),

    -- Across the types.
    { path = "disclosure/index.html", layout = "disclosure.html", title = "disclosure" },
    { path = "about/index.html", layout = "about.html", title = "about" },
    { path = "archive/index.html", layout = "years.html", title = "years" },
    { years = true, path = "archive/:year/index.html", layout = "year.html" },
    { years = true, path = "archive/:year/all.html", more = "archive/:year/all-:page.html", per_page = 60, layout = "list.html" },
    { years = true, path = "archive/:year/chronicle.html", more = "archive/:year/chronicle-:page.html", per_page = 120, layout = "chronicle.html" },
    { path = "tags/index.html", layout = "tags.html", title = "tags" },
    { terms = "tags", path = "tags/:term/index.html", more = "tags/:term/page-:page.html", per_page = 30, layout = "list.html" },

    -- Search.
    { path = "search/index.html", layout = "search.html" },
    { search = true, path = "search/" },

    -- The hall's screen, what it needs to know of newer versions and for a start without network; boards of lights.
    { path = "screen/index.html", layout = "screen.html" },
    { path = "screen/version.js", layout = "version.js" },
    { path = "screen/worker.js", layout = "worker.js" },
    { path = "slogans.txt", layout = "slogans.txt" },

    -- For machines.
    icon(180), icon(192), icon(512),
    { path = "feed.xml", layout = "feed.xml" },
    { path = "feed.json", layout = "feed.json" },
    { list = "notices", path = "notices/feed.xml", layout = "feed.xml" },
    { list = "notices", path = "notices/feed.json", layout = "feed.json" },
    { path = "events.ics", layout = "events.ics" },
    { each = "events", path = "events/:year/:month-:day-:slug.ics", layout = "event.ics" },
    { path = "sitemap.xml", layout = "sitemap.xml" },
    { path = "robots.txt", layout = "robots.txt" },
    { path = "site.webmanifest", layout = "site.webmanifest" },
  },
}
