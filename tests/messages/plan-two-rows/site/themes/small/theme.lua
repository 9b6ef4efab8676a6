return {
  outputs = {
    { path = "index.html", layout = "page.html" },
    { path = "index.html", layout = "page.html" },
  },
}
