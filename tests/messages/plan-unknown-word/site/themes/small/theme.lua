return {
  outputs = {
    { each = "pages", path = "pages/:slog.html", layout = "page.html" },
    { list = "news", path = "news/:page.html", layout = "page.html" },
    { years = true, path = ":year.html", per_page = 5, layout = "page.html" },
  },
}
