return {
  outputs = {
    { each = "entries", path = ":type/:slug.html", layout = "page.html" },
    { path = "../index.html", layout = "page.html" },
    { path = "aux.html", layout = "page.html" },
    { path = "/index.html", layout = "page.html" },
  },
}
