-- News as a page of the community's own paper (简报).

return {
  title = "sheet.brief",
  each = { "news" },
  sizes = { "A3", "A4", "A2", "A1", "600x800" },
  artwork = { "artwork.svg", "landscape.svg" },
  stretch = 0.15,
  frames = function(page, paper)
    local text = tostring(page.content)
    local count = utf8.len((text:gsub("<[^>]*>", ""))) or 0
    -- A picture that the text shows stands in the text.
    local photo = page.cover and not text:find(file_name(page.cover), 1, true) and page.cover or nil
    local by = {}
    if page.author then by[#by + 1] = t("by", { name = page.author }) end
    if page.source then by[#by + 1] = t("source") .. page.source end
    if page.place then by[#by + 1] = page.place end
    local address = site.base_url and permalink(page)
    local contact = site.contacts and site.contacts[1]
    local chinese = site.language:find("^zh")
    return {
      masthead = { text = t("sheet.masthead", { title = site.title }), font = "serif", bold = true, colour = "#1f1b17", align = "start", valign = "middle", smallest = 20, largest = 72, tracking = chinese and 0.1 or 0 },
      day = { text = date(page.date, "full"), colour = "#1f1b17", align = "start", smallest = 8, largest = 16 },
      by = #by > 0 and { text = table.concat(by, "　"), colour = "#1f1b17", align = "end", smallest = 8, largest = 16 } or nil,
      title = { text = page.title, font = "serif", bold = true, colour = "#1f1b17", align = photo and "start" or nil, valign = "middle", smallest = 22, largest = 84, lines = photo and 5 or 2 },
      photo = photo and { image = photo, fit = "cover", focus = { 0.5, 0.4 }, alt = page.title },
      body = { markdown = page, colour = "#1f1b17", accent = "#b02a18", smallest = 12, largest = count < 120 and 40 or 30, columns = 0 },
      issuer = { text = site.title, font = "serif", bold = true, colour = "#1f1b17", align = "start", smallest = 11, largest = 26 },
      contact = contact and { text = contact, colour = "#1f1b17", align = "start", smallest = 9, largest = 18 },
      scan = address and { text = t(page.attachments and #page.attachments > 0 and "sheet.scan-files" or "sheet.scan"), bold = true, colour = "#1f1b17", align = "end", smallest = 9, largest = 17 },
      address = address and { text = site.base_url .. page.path, colour = "#1f1b17", align = "end", valign = "top", smallest = 7, largest = 14, lines = 4 },
      qr = address and { qr = address },
    }, photo and { "photo.svg", "photo-landscape.svg" } or nil
  end,
}
