return {
  outputs = {
    { list = "news", path = "index.html", more = "page-:page.html", per_page = 1, layout = "home.html" },
  },
}
