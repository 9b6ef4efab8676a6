-- SPDX-License-Identifier: MIT
-- A filter of pandoc that writes what a document holds to the file 'blocks', a record for each block of text:
-- kind, level, indent, text, Markdown, with \x1f between them and \x1e behind. Pictures inside the document are written
-- beside it. It runs in an empty folder, and writes nowhere else.

local web = (os.getenv('BROADSIDE_FORM') or ''):match('^html') ~= nil
local records, notes, pictures, made, numbered = {}, {}, {}, {}, 0

local function plain(text) return (text:gsub('[\x1e\x1f]', '')) end

local function emit(kind, level, indent, text, markdown)
  records[#records + 1] = table.concat({ kind, level, indent, plain(text), plain(markdown or '') }, '\x1f')
end

local function stringify(element) return pandoc.utils.stringify(element) end

local function write(blocks)
  local text = pandoc.write(pandoc.Pandoc(blocks), 'gfm-tex_math_dollars', pandoc.WriterOptions { wrap_text = 'wrap-none' })
  return (text:gsub('%s+$', ''))
end

-- Inlines ---------------------------------------------------------------------------------------------------------

local function extension(path) return (path:lower():match('%.([a-z0-9]+)$') or 'bin'):sub(1, 5) end

local function picture_name(source)
  if made[source] then return source end -- what was cleaned twice
  if not pictures[source] then
    numbered = numbered + 1
    local data = source:match('^data:image/([a-z]+)')
    local name = 'image-' .. numbered .. '.' .. (data and (data == 'jpeg' and 'jpg' or data) or extension((source:gsub('[?#].*$', ''))))
    local _, bytes = pandoc.mediabag.lookup(source)
    if bytes then
      local file = assert(io.open(name, 'wb'))
      file:write(bytes)
      file:close()
    end
    pictures[source], made[name] = name, true
    emit('picture', 0, 0, name, bytes and '' or source)
  end
  return pictures[source]
end

local function picture(image)
  local alt = stringify(image.caption)
  if image.src:match('^https?:') or image.src:match('^//') then
    emit('left', 0, 0, 'remote', image.src)
    return pandoc.Link(alt ~= '' and image.caption or { pandoc.Str(image.src) }, image.src)
  end
  return pandoc.Image(image.caption, picture_name(image.src))
end

local function link(element)
  if element.target:match('^https?://') or element.target:match('^mailto:') then
    return pandoc.Link(element.content, element.target)
  end
  if not element.target:match('^#') and not element.target:match('^%a+script:') then
    emit('left', 0, 0, 'link', element.target)
  end
  return element.content
end

local raised = { ['0'] = '⁰', ['1'] = '¹', ['2'] = '²', ['3'] = '³', ['4'] = '⁴', ['5'] = '⁵', ['6'] = '⁶', ['7'] = '⁷',
  ['8'] = '⁸', ['9'] = '⁹' }

local function superscript(element)
  local text = stringify(element)
  if text:match('^%d+$') then return pandoc.Str((text:gsub('%d', raised))) end
  return element.content
end

local function content(element) return element.content end

local clean_blocks

local function footnote(note)
  local number = #notes + 1
  notes[number] = ''
  local text = write(clean_blocks(note.content))
  notes[number] = '[^' .. number .. ']: ' .. text:gsub('\n', '\n    ')
  return pandoc.RawInline('gfm', '[^' .. number .. ']')
end

local filter = {
  Image = picture, Link = link, Superscript = superscript, Subscript = content, Underline = content,
  SmallCaps = content, Span = content, Note = footnote,
  RawInline = function(raw) if raw.format ~= 'gfm' then return {} end end,
  Math = function(math) return pandoc.Code(math.text) end,
  Str = function(str) return pandoc.Str((str.text:gsub('\u{a0}', ' '))) end,
}

-- The end of a line of HTML parts words of Latin letters only.
local function lines_join(inlines)
  local joined = pandoc.List()
  for i, inline in ipairs(inlines) do
    local before, after = inlines[i - 1], inlines[i + 1]
    local han = before and after and before.t == 'Str' and after.t == 'Str' and before.text:byte(-1) >= 0x80
      and after.text:byte(1) >= 0x80
    if inline.t ~= 'SoftBreak' then joined:insert(inline)
    elseif not han then joined:insert(pandoc.Space()) end
  end
  return joined
end

local function clean_inlines(inlines)
  return lines_join(pandoc.walk_block(pandoc.Plain(inlines), filter).content)
end

-- Pictures, links and notes are cleaned once, wherever they stand.
function clean_blocks(blocks)
  return pandoc.walk_block(pandoc.Div(blocks), filter).content
end

local function slice(blocks, first, last)
  local part = pandoc.List()
  for i = first, last do part:insert(blocks[i]) end
  return part
end

local function is_plain(inlines)
  for _, inline in ipairs(inlines) do
    if inline.t ~= 'Str' and inline.t ~= 'Space' then return false end
  end
  return true
end

-- Blocks ----------------------------------------------------------------------------------------------------------

local function emit_text(kind, level, indent, inlines)
  local text = stringify(inlines)
  local markdown = is_plain(inlines) and '' or write({ pandoc.Plain(inlines) })
  if text:match('%S') or markdown:match('%S') then
    emit(text:match('%S') and kind or 'other', level, indent, text, markdown)
  end
end

-- A line that was broken by hand is a paragraph: so do Word and web pages part them.
local function emit_paragraph(inlines, indent)
  local line = pandoc.List()
  for _, inline in ipairs(clean_inlines(inlines)) do
    if inline.t == 'LineBreak' then
      emit_text('para', 0, indent, line)
      line = pandoc.List()
    else
      line:insert(inline)
    end
  end
  emit_text('para', 0, indent, line)
end

-- Without the lists around them.
local function items_flatten(blocks)
  local flat = pandoc.List()
  for _, block in ipairs(blocks) do
    if block.t == 'BulletList' or block.t == 'OrderedList' then
      for _, item in ipairs(block.content) do flat:extend(items_flatten(item)) end
    else
      flat:insert(block)
    end
  end
  return flat
end

local function cell_text(cell)
  local inlines = pandoc.utils.blocks_to_inlines(items_flatten(cell.contents), { pandoc.Space() })
  local text = write({ pandoc.Plain(clean_inlines(inlines:map(function(inline)
    return inline.t == 'LineBreak' and pandoc.Space() or inline
  end))) })
  return (text:gsub('\n', ' '):gsub('\\?|', '\\|'))
end

-- Cells over several rows or columns keep their text in the first; the others are empty.
local function table_rows(rows)
  local grid, width, merged = {}, 0, false
  for y, row in ipairs(rows) do
    grid[y] = grid[y] or {}
    local x = 1
    for _, cell in ipairs(row.cells) do
      while grid[y][x] do x = x + 1 end
      local text = cell_text(cell)
      local down, right = math.min(cell.row_span, #rows - y + 1), math.min(cell.col_span, 200)
      merged = merged or down > 1 or right > 1
      for dy = 0, down - 1 do
        grid[y + dy] = grid[y + dy] or {}
        for dx = 0, right - 1 do grid[y + dy][x + dx] = dy + dx == 0 and text or '' end
      end
      x = x + right
      width = math.max(width, x - 1)
    end
  end
  return grid, width, merged
end

local function all_rows(element)
  local rows = pandoc.List()
  rows:extend(element.head.rows)
  for _, body in ipairs(element.bodies) do
    rows:extend(body.head)
    rows:extend(body.body)
  end
  rows:extend(element.foot.rows)
  return rows
end

local emit_blocks

-- A table that only lays out the page: one column, or tables and many paragraphs in a cell.
local function is_layout(element, rows)
  if #element.colspecs < 2 then return true end
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row.cells) do
      if #cell.contents > 4 then return true end
      for _, block in ipairs(cell.contents) do
        if block.t == 'Table' then return true end
      end
    end
  end
  return false
end

local function emit_table(element)
  local rows = all_rows(element)
  if is_layout(element, rows) then
    for _, row in ipairs(rows) do
      for _, cell in ipairs(row.cells) do emit_blocks(cell.contents, 0) end
    end
    return
  end
  local grid, width, merged = table_rows(rows)
  local lines = {}
  for y = 1, #grid do
    local cells = {}
    for x = 1, width do cells[x] = grid[y][x] or '' end
    lines[#lines + 1] = '| ' .. table.concat(cells, ' | ') .. ' |'
    if y == 1 then lines[2] = '|' .. (' --- |'):rep(width) end
  end
  if merged then emit('left', 0, 0, 'merged', '') end
  if element.caption and #element.caption.long > 0 then emit_blocks(element.caption.long, 0) end
  if #lines > 0 and width > 0 then emit('other', 0, 0, '', table.concat(lines, '\n')) end
end

local function check_lists(block)
  local counted = { Decimal = true, Example = true }
  if web then counted.DefaultStyle = true end
  pandoc.walk_block(pandoc.Div { block }, {
    OrderedList = function(list)
      if not counted[list.style] then emit('left', 0, 0, 'numbers', '') end
    end,
  })
end

-- Word knows no lists without paragraphs: items of one paragraph, maybe with a list below, become lines.
local function tighten(list)
  for _, item in ipairs(list.content) do
    for i, block in ipairs(item) do
      local is_list = block.t == 'OrderedList' or block.t == 'BulletList'
      if i == 1 and block.t ~= 'Para' and block.t ~= 'Plain' or i > 1 and not is_list then return nil end
    end
  end
  list.content = list.content:map(function(item)
    return #item > 0 and pandoc.List { pandoc.Plain(item[1].content) } .. slice(item, 2, #item) or item
  end)
  return list
end

local function emit_other(block)
  check_lists(block)
  local blocks = pandoc.walk_block(pandoc.Div(clean_blocks { block }), {
    Div = content, OrderedList = tighten, BulletList = tighten, BlockQuote = not web and content or nil, RawBlock = function() return {} end,
    Table = function(element)
      local grid, width = table_rows(all_rows(element))
      local lines = pandoc.List()
      for y = 1, #grid do
        for x = 1, width do
          if (grid[y][x] or '') ~= '' then lines:insert(pandoc.Plain { pandoc.RawInline('gfm', grid[y][x]) }) end
        end
      end
      return lines
    end,
  }).content
  local markdown = write(blocks)
  if markdown:match('%S') then emit('other', 0, 0, '', markdown) end
end

-- Around the article ----------------------------------------------------------------------------------------------

local aside = { nav = true, footer = true, aside = true, button = true, select = true, noscript = true, template = true }
local aside_names = { nav = true, navbar = true, menu = true, footer = true, foot = true, breadcrumb = true,
  crumbs = true, copyright = true, sidebar = true, share = true, banner = true, toolbar = true }

local function holds_heading(blocks)
  local found = false
  pandoc.walk_block(pandoc.Div(blocks), { Header = function() found = true end })
  return found
end

local function leave(blocks)
  local text = stringify(pandoc.Div(blocks))
  if text:match('%S') then emit('left', 0, 0, 'aside', text) end
end

local function is_aside(div)
  if aside_names[div.identifier:lower()] then return true end
  for _, class in ipairs(div.classes) do
    if aside_names[class:lower()] then return true end
  end
  return false
end

-- The index of the mark that closes the element `name`, opened at `first`; nil if it stands in no row with it.
local function closing(blocks, first, name)
  local depth = 0
  for i = first, #blocks do
    local mark = blocks[i].t == 'RawBlock' and blocks[i].text:lower() or ''
    if mark:match('^<' .. name .. '[%s>]') then depth = depth + 1 end
    if mark:match('^</' .. name) then depth = depth - 1 end
    if depth == 0 then return i end
  end
end

local function is_main(block)
  return block.t == 'Div' and (block.attributes.role == 'main' or block.identifier == 'main' and holds_heading(block.content))
end

-- All articles of a page, each a list of blocks.
local function find_articles(blocks, found)
  for i, block in ipairs(blocks) do
    if block.t == 'RawBlock' and block.text:lower():match('^<article[%s>]') then
      local last = closing(blocks, i, 'article')
      if last then found:insert(slice(blocks, i + 1, last - 1)) end
    elseif is_main(block) then
      local inner = find_articles(block.content, pandoc.List())
      found:insert(#inner == 1 and inner[1] or block.content)
    elseif block.t == 'Div' then
      find_articles(block.content, found)
    end
  end
  return found
end

local emitters = {
  Para = function(block, indent) emit_paragraph(block.content, indent) end,
  Plain = function(block, indent) emit_paragraph(block.content, indent) end,
  Header = function(block) emit_text('heading', block.level, 0, clean_inlines(block.content)) end,
  Table = emit_table,
  LineBlock = function(block)
    for _, line in ipairs(block.content) do emit_paragraph(line, 0) end
  end,
  RawBlock = function() end,
  Null = function() end,
}

function emitters.Div(block, indent)
  if web and is_aside(block) and not holds_heading(block.content) then leave(block.content)
  else emit_blocks(block.content, indent) end
end

-- Word's indented paragraphs are no quotations.
function emitters.BlockQuote(block)
  if web then emit_other(block) else emit_blocks(block.content, 16) end
end

function emit_blocks(blocks, indent)
  local i = 1
  while i <= #blocks do
    local block = blocks[i]
    local name = web and block.t == 'RawBlock' and block.text:lower():match('^<(%a+)')
    local last = name and aside[name] and closing(blocks, i, name)
    if last then
      leave(slice(blocks, i + 1, last - 1))
      i = last
    else
      (emitters[block.t] or emit_other)(block, indent)
    end
    i = i + 1
  end
end

-- What editors call a page that nobody has named.
local function is_unnamed(title)
  return title == '' or title == '无标题文档' or title == 'Untitled Document' or title:match('^新建网页 ?%d*$')
end

-- Word names a page after the first words of the text, or of the text before: no title is left in the name.
local function is_of_word(meta)
  local program = stringify(meta.generator or meta.Generator or '') .. stringify(meta.ProgId or '')
  return program:match('Word') or program:match('WPS') or program:match('Office')
end

local function emit_meta(meta)
  if web then
    if meta.title and not is_of_word(meta) and not is_unnamed(stringify(meta.title)) then emit('title', 0, 0, stringify(meta.title), '') end
    return
  end
  if meta.title then emit('heading', 1, 0, stringify(meta.title), '') end
  for _, name in ipairs { 'subtitle', 'date', 'author', 'abstract' } do
    local value = meta[name]
    if value then
      for _, item in ipairs(pandoc.utils.type(value) == 'List' and value or { value }) do
        if pandoc.utils.type(item) == 'Blocks' then emit_blocks(item, 0) else emit('para', 0, 16, stringify(item), '') end
      end
    end
  end
end

function Pandoc(document)
  emit_meta(document.meta)
  local articles = web and find_articles(document.blocks, pandoc.List()) or {}
  if #articles == 1 then
    emit('left', 0, 0, 'article', '')
    emit_blocks(articles[1], 0)
  else
    emit_blocks(document.blocks, 0)
  end
  for _, note in ipairs(notes) do emit('note', 0, 0, '', note) end
  local file = assert(io.open('blocks', 'wb'))
  file:write(table.concat(records, '\x1e'))
  file:close()
  return pandoc.Pandoc({})
end
