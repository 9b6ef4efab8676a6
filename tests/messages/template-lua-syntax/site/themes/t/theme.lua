return {
  outputs = {
    { path = "symbol.html", layout = "symbol.html" },
    { path = "name.html", layout = "name.html" },
    { path = "name-at-end.html", layout = "name-at-end.html" },
    { path = "string.html", layout = "string.html" },
    { path = "number.html", layout = "number.html" },
    { path = "escape.html", layout = "escape.html" },
    { path = "dots.html", layout = "dots.html" },
    { path = "const.html", layout = "const.html" },
    { path = "attribute.html", layout = "attribute.html" },
    { path = "break.html", layout = "break.html" },
    { path = "goto.html", layout = "goto.html" },
    { path = "label.html", layout = "label.html" },
    { path = "call.html", layout = "call.html" },
  },
}
