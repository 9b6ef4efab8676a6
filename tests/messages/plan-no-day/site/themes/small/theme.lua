return {
  outputs = {
    { each = "pages", path = ":year/:slug.html", layout = "page.html" },
  },
}
