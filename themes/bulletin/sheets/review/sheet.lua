-- A public review (公示): what is proposed, until when and how to object; room for the seal, which nobody draws.

-- A line of contact as its telephone number and the rest; without a number all is rest.
local function telephone(text)
  for from, number, to in text:gmatch("()(%+?%d[%d%-]+%d)()") do
    if #number:gsub("%D", "") >= 7 and not number:find("^%d%d%d%d%-%d%d?%-") then
      local rest = (text:sub(1, from - 1) .. text:sub(to)):gsub("^%s+", ""):gsub("%s+$", "")
      for _, mark in ipairs { "，", "：", "、", ",", ":", ";" } do
        if rest:sub(-#mark) == mark then rest = rest:sub(1, -#mark - 1) end
      end
      return number, rest ~= "" and rest or nil
    end
  end
  return nil, text
end

-- The lines of a signature at the end of the text, name and date: it stands in frames of its own.
local function signature(page)
  local last = tostring(page.content):match("<p>([^\n]-<br[^>]*>.*)</p>%s*$")
  if not last or last:find("<p>", 1, true) then return nil end
  local lines = {}
  for line in (last:gsub("<br[^>]*>", "\n")):gmatch("[^\n]+") do
    line = line:gsub("<[^>]*>", ""):gsub("&lt;", "<"):gsub("&gt;", ">"):gsub("&quot;", '"'):gsub("&amp;", "&")
    lines[#lines + 1] = line
  end
  return lines
end

-- Where to object in person: the address among the contacts of the site.
local function place()
  for _, contact in ipairs(site.contacts or {}) do
    if contact:find("^地址") or contact:find("^Address") then return contact end
  end
  return nil
end

return {
  title = "sheet.review",
  each = { "notices" },
  where = { kind = { "review" } },
  sizes = { "A3", "A4", "A2", "A1", "600x800" },
  artwork = { "artwork.svg", "landscape.svg" },
  stretch = 0.15,
  frames = function(page, paper)
    local chinese = site.language:find("^zh")
    local signed = signature(page)
    local from, last = page.posting_from, page.posting_until or page.last_day
    local days = page.posting and t("in-brackets", { text = t("posting." .. page.posting.unit, { n = page.posting.days }) })
    local number, who
    if page.contact then number, who = telephone(page.contact) end
    local how = { last and t("objection-text", { date = date(last) }), place() }
    local address = site.base_url and permalink(page)
    local wide = tostring(page.content):find("<table", 1, true)
    return {
      kind = { text = label(page, "kind"), font = "serif", bold = true, colour = "#ffffff", vertical = chinese and true or nil, valign = "middle", smallest = 10, largest = 84, tracking = chinese and 0.1 or 0, lines = chinese and 1 or 2 },
      from = { text = page.issuer or site.title, font = "serif", bold = true, colour = "#b02a18", align = "start", smallest = 11, largest = 26, tracking = chinese and 0.06 or 0 },
      title = { text = page.title, font = "serif", bold = true, colour = "#1f1b17", align = "start", valign = "middle", smallest = 24, largest = 84, lines = utf8.len(page.title) > 24 and 3 or 2 },
      body = { markdown = page, colour = "#1f1b17", accent = "#b02a18", valign = "middle", smallest = 12, largest = 34, columns = wide and 1 or 2 },
      ["period-label"] = last and { text = label("notice", "posting") .. (days or ""), bold = true, colour = "#b02a18", align = "start", smallest = 9, largest = 17 },
      period = last and { text = from and date(from) .. t("to") .. date(last) or t("shown-until", { date = date(last) }), bold = true, colour = "#1f1b17", align = "start", smallest = 11, largest = 28, lines = 2 },
      ["contact-label"] = page.contact and { text = t("object-to"), bold = true, colour = "#b02a18", align = "start", smallest = 9, largest = 17 },
      contact = page.contact and { text = number or who, bold = true, colour = "#1f1b17", align = "start", smallest = 11, largest = 42, lines = number and 1 or 2 },
      ["contact-note"] = number and who and { text = who, colour = "#1f1b17", align = "start", smallest = 8, largest = 19, lines = 2 },
      how = (how[1] or how[2]) and { text = (how[1] or "") .. (how[1] and how[2] and "\n" or "") .. (how[2] or ""), colour = "#1f1b17", align = "start", valign = "top", smallest = 8, largest = 15, lines = 3 },
      issuer = { text = signed and table.concat(signed, "\n", 1, #signed - 1) or page.issuer or site.title, bold = true, colour = "#1f1b17", smallest = 9, largest = 22 },
      date = { text = signed and signed[#signed] or date(page.date), colour = "#1f1b17", smallest = 9, largest = 20 },
      scan = address and { text = t(page.attachments and #page.attachments > 0 and "sheet.scan-files" or "sheet.scan"), bold = true, colour = "#1f1b17", align = "end", smallest = 9, largest = 17 },
      address = address and { text = site.base_url .. page.path, colour = "#1f1b17", align = "end", valign = "top", smallest = 7, largest = 14, lines = 4 },
      qr = address and { qr = address },
    }
  end,
}
