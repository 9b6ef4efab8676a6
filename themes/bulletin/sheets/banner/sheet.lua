-- 横幅: a slogan, from a band of any length to one that hangs; in grey without the ground, which would drink toner.
return {
  title = "sheet.banner",
  rows = "slogans",
  sizes = { "6000x800", "3200x800", "800x6000", "A3", "A4" },
  artwork = { "banner.svg", "short.svg", "landscape.svg", "artwork.svg", "hanging.svg" },
  stretch = 1,
  frames = function(page, paper)
    local wide = paper.width / paper.height
    local upright = wide < 0.6
    local frames = {
      text = {
        text = page.row.text, bold = true, colour = paper.grey and "#1f1b17" or "#ffffff", vertical = upright,
        smallest = 20, lines = upright and 2 or wide > 5 and 2 or wide > 2 and 3 or wide > 1 and 5 or 8,
      },
    }
    if not paper.grey then return frames end
    return frames, { "plain-banner.svg", "plain-short.svg", "plain-landscape.svg", "plain-artwork.svg", "plain-hanging.svg" }
  end,
}
