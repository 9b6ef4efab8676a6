return {
  outputs = {
    { each = "entries", path = ":type/:slug.html", layout = "page.html" },
  },
}
