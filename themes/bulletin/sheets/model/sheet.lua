-- One who is held up as an example (先进典型), with a photo if they agreed to it.

-- What the title says beyond the name: 黑板报主编 of 郑怀谦：黑板报主编.
local function deed(page)
  local title, name = page.title, page.name
  if title:sub(1, #name) ~= name then return title end
  local rest = title:sub(#name + 1)
  for _, mark in ipairs { "：", ":", "——", "，", "," } do
    if rest:sub(1, #mark) == mark then rest = rest:sub(#mark + 1) end
  end
  rest = rest:gsub("^%s+", "")
  return rest ~= "" and rest or nil
end

local artworks = {
  person = { "portrait.svg", "portrait-landscape.svg" },
  group = { "wide.svg", "wide-landscape.svg" },
  family = { "wide.svg", "wide-landscape.svg" },
}

return {
  title = "sheet.model",
  each = { "models" },
  sizes = { "A3", "A4", "A2", "A1", "600x800" },
  artwork = { "plain.svg", "plain-landscape.svg" },
  stretch = 0.15,
  frames = function(page, paper)
    local photo = page.consent and page.photo or nil
    local dark, ink = photo and "#7d5308" or "#ffffff", photo and "#1f1b17" or "#ffffff"
    local address = site.base_url and permalink(page)
    local contact = site.contacts and site.contacts[1]
    local align = photo and "start" or "start"
    return {
      photo = photo and { image = photo, fit = "cover", focus = { 0.5, 0.3 }, alt = page.name },
      category = { text = t("sheet.category", { year = page.year, category = page.category or label(page, "kind") }), font = "serif", bold = true, colour = dark, align = align, smallest = 10, largest = 28 },
      name = { text = page.name, font = "serif", bold = true, colour = ink, align = align, valign = "middle", smallest = 24, largest = 120, lines = photo and 2 or 1 },
      title = deed(page) and { text = deed(page), font = "serif", bold = true, colour = dark, align = align, valign = "middle", smallest = 14, largest = 44, lines = 2 },
      unit = page.unit and { text = page.unit, colour = ink, align = photo and "start" or "end", smallest = 9, largest = 20 },
      summary = page.summary and { markdown = page.summary, font = "serif", colour = "#1f1b17", indent = 0, valign = "middle", smallest = 11, largest = 26, columns = 1 },
      body = { markdown = page, colour = "#1f1b17", accent = "#7d5308", smallest = 12, largest = 30, columns = 2 },
      issuer = { text = site.title, font = "serif", bold = true, colour = "#1f1b17", align = "start", smallest = 11, largest = 26 },
      contact = contact and { text = contact, colour = "#1f1b17", align = "start", smallest = 9, largest = 18 },
      scan = address and { text = t("sheet.scan"), bold = true, colour = "#1f1b17", align = "end", smallest = 9, largest = 17 },
      address = address and { text = site.base_url .. page.path, colour = "#1f1b17", align = "end", valign = "top", smallest = 7, largest = 14, lines = 4 },
      qr = address and { qr = address },
    }, photo and artworks[page.kind] or nil
  end,
}
