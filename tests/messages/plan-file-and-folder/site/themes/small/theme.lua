return {
  outputs = {
    { path = "pages", layout = "page.html" },
    { each = "entries", path = ":type/:slug.html", layout = "page.html" },
  },
}
