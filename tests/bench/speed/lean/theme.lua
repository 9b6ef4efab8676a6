-- The theme of `make bench`: as plain as a theme can be that people would put up with. The Hugo and Eleventy sites beside it
-- make the same pages, word for word and link for link.
return {
  outputs = {
    { path = "index.html", layout = "home.html" },
    { path = "404.html", layout = "404.html", title = "missing" },
    { each = "entries", path = ":type/:year/:year-:month-:day-:slug.html", layout = "entry.html" },
    { list = "entries", path = ":type.html", more = ":type/page/:page.html", per_page = 25, layout = "list.html" },
    { years = true, path = "archive/:year.html", more = "archive/:year/page/:page.html", per_page = 25, layout = "list.html" },
    { terms = "tags", path = "tags/:term.html", more = "tags/:term/page/:page.html", per_page = 25, layout = "list.html" },
    { path = "feed.xml", layout = "feed.xml" },
  },
}
