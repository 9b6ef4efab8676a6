-- 公开栏: one disclosure with its tables, under the red head of an official paper.
local red, ink, quiet = "#b02a18", "#1f1b17", "#5c5347"

-- 2025年第三季度, of "2025-Q3"; nil where there is none.
local function period(covers)
  local year, kind, part = (covers or ""):match("^(%d%d%d%d)%-?([QH]?)(%d*)$")
  if not year then return nil end
  if kind == "Q" then return t("quarter." .. part, { year = year }) end
  if kind == "H" then return t("half." .. part, { year = year }) end
  if part == "" then return t("year-of", { year = year }) end
  return t("month", { year = year, month = tonumber(part), name = date(("%s-%s-01"):format(year, part), "LLLL") })
end

return {
  title = "sheet.disclosure",
  each = { "notices" },
  where = { kind = { "disclosure" } },
  sizes = { "A3", "A4", "A2", "A1", "600x800" },
  artwork = { "artwork.svg", "landscape.svg" },
  stretch = 0.4,
  frames = function(page, paper)
    local address = site.base_url and permalink(page)
    return {
      issuer = { text = page.issuer or site.title, font = "serif", bold = true, colour = red, align = "start", lines = 2 },
      matter = {
        text = page.matter and t("sheet.matter", { name = label(page, "matter") }) or label(page, "kind"),
        font = "serif", bold = true, colour = red, align = "end",
      },
      period = { text = period(page.covers), colour = ink, align = "end", largest = 26 },
      title = { text = page.title, font = "serif", bold = true, colour = ink, lines = 2, smallest = 18 },
      body = { markdown = page, smallest = 9, largest = 22, colour = ink, accent = red, columns = paper.landscape and 2 or 1 },
      sign = { text = (page.issuer or site.title) .. "\n" .. date(page.date), colour = ink, align = "end", largest = 16 },
      ["contact-label"] = { text = page.contact and t("sheet.contact") or nil, bold = true, colour = red, align = "start", largest = 17 },
      contact = { text = page.contact, bold = true, colour = ink, align = "start", valign = "top", lines = 2, largest = 26 },
      scan = { text = address and t("sheet.scan") or nil, bold = true, colour = ink, align = "end", largest = 16 },
      address = { text = address and site.base_url .. page.path or nil, colour = ink, align = "end", valign = "top", lines = 3, largest = 13 },
      qr = { qr = address or nil },
    }
  end,
}
