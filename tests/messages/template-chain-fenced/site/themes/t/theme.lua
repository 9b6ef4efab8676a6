return {
  outputs = {
    { path = "index.html", layout = "home.html" },
    { each = "news", path = "news/:slug.html", layout = "entry.html" },
  },
}
