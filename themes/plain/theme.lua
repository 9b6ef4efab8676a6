-- Which pages there are; docs/themes.md walks through this theme.
local dated = { "notices", "news", "events", "commitments", "honours" }
local yearly = { "models", "reports" }

return {
  photos = { sizes = "(min-width: 45rem) 42.75rem, 100vw" },
  outputs = {
    { path = "index.html", layout = "home.html" },
    { path = "404.html", layout = "404.html", title = "missing" },
    { each = dated, path = ":type/:year/:month-:day-:slug.html", layout = "entry.html" },
    { each = yearly, path = ":type/:year/:slug.html", layout = "entry.html" },
    { each = "others", path = ":type/:slug.html", layout = "entry.html" },
    { list = "entries", path = ":type/index.html", more = ":type/page-:page.html", per_page = 30, layout = "list.html" },
    { group = "honours", by = "level", path = "honours/:value.html", more = "honours/:value/page-:page.html", per_page = 30, layout = "list.html" },
    { group = "commitments", by = "status", path = "commitments/:value.html", more = "commitments/:value/page-:page.html", per_page = 30, layout = "list.html" },
    { years = true, path = "archive/:year.html", more = "archive/:year/page-:page.html", per_page = 60, layout = "list.html" },
    { terms = "tags", path = "tags/:term.html", more = "tags/:term/page-:page.html", per_page = 30, layout = "list.html" },
    { path = "feed.xml", layout = "feed.xml" },
  },
}
