return { outputs = { { path = "index.html", layout = "home.html" } } }
