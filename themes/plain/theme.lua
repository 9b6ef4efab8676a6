-- Which pages there are; docs/themes.md walks through this theme.
local dated = { "notices", "news", "events", "commitments", "honours" }
local yearly = { "models", "reports" }
local all = { "notices", "news", "events", "commitments", "honours", "models", "reports", "pages" }

return {
  outputs = {
    { path = "index.html", layout = "home.html" },
    { path = "404.html", layout = "404.html", title = "missing" },
    { each = dated, path = ":type/:year/:month-:day-:slug.html", layout = "entry.html" },
    { each = yearly, path = ":type/:year/:slug.html", layout = "entry.html" },
    { each = "pages", path = "pages/:slug.html", layout = "entry.html" },
    { list = all, path = ":type/index.html", more = ":type/page-:page.html", per_page = 30, layout = "list.html" },
    { group = "honours", by = "level", path = "honours/:value.html", layout = "list.html" },
    { group = "commitments", by = "status", path = "commitments/:value.html", layout = "list.html" },
    { years = true, path = "archive/:year.html", layout = "list.html" },
    { terms = "tags", path = "tags/:term.html", layout = "list.html" },
    { path = "feed.xml", layout = "feed.xml" },
  },
}
