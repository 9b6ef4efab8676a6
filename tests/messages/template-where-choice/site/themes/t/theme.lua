return { outputs = {
  { path = "index.html", layout = "home.html" },
  { path = "type.html", layout = "type.html" },
} }
