return { outputs = {
  { path = "index.html", layout = "home.txt" },
  { path = "map.svg", layout = "map.html" },
  { path = "robots.txt", layout = "home.txt" },
} }
