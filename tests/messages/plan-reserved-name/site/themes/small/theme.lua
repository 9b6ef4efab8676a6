return {
  outputs = {
    { each = "entries", path = ":type/:slug.html", layout = "page.html" },
    { path = ".broadside.manifest", layout = "page.html" },
  },
}
