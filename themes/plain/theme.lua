-- Which pages there are; docs/themes.md walks through this file.
return {
  outputs = {
    { path = "index.html", layout = "home.html" },
    { each = { "notices", "news", "events", "commitments", "honours" },
      path = ":type/:year/:month-:day-:slug.html", layout = "entry.html" },
    { each = { "models", "reports" }, path = ":type/:year/:slug.html", layout = "entry.html" },
    { each = "pages", path = ":type/:slug.html", layout = "entry.html" },
    { list = "notices", path = "notices/index.html", more = "notices/page-:page.html", per_page = 20, layout = "list.html" },
    { list = "news", path = "news/index.html", more = "news/page-:page.html", per_page = 20, layout = "list.html" },
    { terms = "tags", path = "tags/:term.html", layout = "list.html" },
    { years = true, path = "archive/:year.html", layout = "list.html" },
  },
}
