return { outputs = {
  { path = "index.html", layout = "home.html" },
  { path = "own.html", layout = "own.html" },
} }
