-- News as a page of the community's own paper (简报).
return {
  title = "sheet.brief",
  each = { "news" },
  sizes = { "A3", "A4", "A2", "A1", "600x800" },
  artwork = { "artwork.svg", "landscape.svg" },
  stretch = 0.15,
  frames = function(page, paper)
    local lib = {}
    include("sheet-lib.html", { lib = lib })
    include("cover-lib.html", { lib = lib })
    local count, room = lib.length()
    -- A picture that the text shows stands in the text; a long text leaves no room for another.
    local photo = room < 1100 and page.cover and not lib.in_text(page) and page.cover or nil
    local lines = lib.lines(page.title, photo and 4 or paper.landscape and 24 or 12)
    local by = {}
    if page.author then by[#by + 1] = t("by", { name = page.author }) end
    if page.source then by[#by + 1] = t("source") .. page.source end
    if page.place then by[#by + 1] = page.place end
    local frames = {
      masthead = { text = t("sheet.masthead", { title = site.title }), font = "serif", bold = true, colour = lib.ink, align = "start", smallest = 12, largest = 72, lines = 2, tracking = lib.chinese and 0.1 or nil },
      day = { text = date(page.date, "full"), colour = lib.ink, align = "start", smallest = 8, largest = 16 },
      by = #by > 0 and { text = table.concat(by, t("sheet.apart")), colour = lib.ink, align = "end", smallest = 5, largest = 16, lines = 2 } or nil,
      title = { text = page.title, font = "serif", bold = true, colour = lib.ink, align = photo and "start" or "center", smallest = 14, largest = 84, lines = photo and 5 or lines },
      photo = photo and { image = photo, fit = "cover", focus = { 0.5, 0.4 }, alt = page.title },
      body = {
        markdown = page, colour = lib.ink, accent = lib.red, columns = lib.columns(), align = lib.align, valign = count < 200 and "middle" or "top",
        smallest = 12, largest = count < 60 and 54 or count < 200 and 40 or 30, leading = room > 1300 and 1.55 or nil,
      },
    }
    lib.publisher(frames)
    lib.link(frames)
    return frames, photo and { "photo.svg", "photo-landscape.svg" } or nil
  end,
}
