return {
  outputs = {
    { path = "index.html", layout = "home.html" },
    { each = "entries", path = ":type/:slug.html", layout = "entry.html" },
    { each = "events", path = "calendar/:year/:month-:day-:slug.ics", layout = "event.ics" },
    { list = "news", path = "news/index.html", more = "news/page-:page.html", per_page = 2, layout = "list.html" },
    { list = "models", path = "models/index.html", more = "models/page-:page.html", per_page = 2, layout = "list.html" },
    { list = { "news", "events" }, path = "lately.html", title = "Lately", layout = "list.html" },
    { group = "honours", by = "level", path = "honours/:value/index.html", layout = "list.html" },
    { years = true, path = ":year.html", layout = "list.html" },
    { terms = "tags", path = "tags/:term.html", layout = "list.html" },
    { path = "feed.xml", layout = "feed.xml" },
  },
}
