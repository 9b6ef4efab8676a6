-- A notice (通知): what is to be known, whom to ask, who says so and when.

-- How many characters the text has.
local function length(page)
  return utf8.len((tostring(page.content):gsub("<[^>]*>", ""):gsub("&%a+;", "&"):gsub("%s+", " "))) or 0
end

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

return {
  title = "sheet.notice",
  each = { "notices" },
  where = { kind = { "notice" } },
  sizes = { "A3", "A4", "A2", "A1", "600x800" },
  artwork = { "artwork.svg", "landscape.svg" },
  stretch = 0.15,
  frames = function(page, paper)
    local count = length(page)
    local signed = signature(page)
    local contact = page.contact or site.contacts and site.contacts[1]
    local number, who
    if contact then number, who = telephone(contact) end
    local address = site.base_url and permalink(page)
    local files = page.attachments and #page.attachments > 0
    return {
      from = { text = site.title, font = "serif", bold = true, colour = "#ffffff", align = "start", smallest = 12, largest = 26, tracking = 0.06 },
      kind = { text = label(page, "kind"), font = "serif", bold = true, colour = "#ffffff", align = "end", smallest = 12, largest = 26, tracking = 0.3 },
      title = { text = page.title, font = "serif", bold = true, colour = "#ffffff", valign = "middle", smallest = 26, largest = 112, lines = utf8.len(page.title) > 26 and 3 or 2 },
      body = {
        markdown = page, colour = "#1f1b17", accent = "#b02a18", valign = "middle", smallest = 13,
        largest = count < 40 and 58 or count < 120 and 44 or 34,
        columns = count > (paper.landscape and 160 or 480) and 2 or 1,
      },
      issuer = { text = signed and table.concat(signed, "\n", 1, #signed - 1) or page.issuer or site.title, bold = true, colour = "#1f1b17", align = "end", smallest = 11, largest = 24 },
      date = { text = signed and signed[#signed] or date(page.date), colour = "#1f1b17", align = "end", smallest = 11, largest = 22 },
      ["contact-label"] = contact and { text = t("sheet.contact"), bold = true, colour = "#b02a18", align = "start", smallest = 9, largest = 17 },
      contact = contact and { text = number or who, bold = true, colour = "#1f1b17", align = "start", smallest = 12, largest = 46, lines = number and 1 or 2 },
      ["contact-note"] = number and who and { text = who, colour = "#1f1b17", align = "start", smallest = 9, largest = 19 },
      scan = address and { text = t(files and "sheet.scan-files" or "sheet.scan"), bold = true, colour = "#1f1b17", align = "end", smallest = 9, largest = 17 },
      address = address and { text = site.base_url .. page.path, colour = "#1f1b17", align = "end", valign = "top", smallest = 7, largest = 13, lines = 4 },
      qr = address and { qr = address },
    }
  end,
}
