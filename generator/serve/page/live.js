// SPDX-License-Identifier: MIT
// The script that `broadside serve` gives every page: it reloads the page when that has changed, where it was scrolled
// to, and shows what is wrong with the site. Nothing of it is in any file of the site.
(() => {
  'use strict';
  const own = document.currentScript;
  const version = own.dataset.version;
  const missing = 'missing' in own.dataset;
  const address = (name) => new URL(`/.broadside/${name}`, location.href).href;

  // Where the reader was, for the page that comes in this one's place.
  const memory = 'broadside-preview';

  function pathOf(element) {
    const steps = [];
    for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
      if (at.id) return [`#${CSS.escape(at.id)}`, ...steps].join(' > ');
      const place = Array.prototype.indexOf.call(at.parentElement?.children ?? [], at) + 1;
      steps.unshift(`${CSS.escape(at.localName)}:nth-child(${place})`);
    }
    return steps.join(' > ');
  }

  function remember() {
    const focus = document.activeElement;
    const typed = focus?.matches?.('input:not([type=password]):not([type=file]), textarea') ? focus.value : null;
    const kept = { page: location.pathname + location.search, x: scrollX, y: scrollY };
    if (focus && focus !== document.body) kept.focus = pathOf(focus);
    if (typed !== null) kept.typed = typed;
    try {
      sessionStorage.setItem(memory, JSON.stringify(kept));
    } catch { /* a page may have no store */ }
  }

  function recall() {
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(memory));
      sessionStorage.removeItem(memory);
    } catch { /* the same */ }
    if (!kept || kept.page !== location.pathname + location.search) return;
    history.scrollRestoration = 'manual';
    const scroll = () => scrollTo({ left: kept.x, top: kept.y, behavior: 'instant' });
    scroll();
    const focus = kept.focus && document.querySelector(kept.focus);
    if (focus) {
      if (typeof kept.typed === 'string' && 'value' in focus) focus.value = kept.typed;
      focus.focus({ preventScroll: true });
    }
    // Once more where pictures without a size have made the page longer, unless the reader has moved on.
    const before = scrollY;
    addEventListener('load', () => {
      if (scrollY === before) scroll();
      setTimeout(() => { history.scrollRestoration = 'auto'; });
    }, { once: true });
  }

  function reload() {
    remember();
    location.reload();
  }

  // What is laid over the page: in a tree of its own, which no style of the theme reaches.
  const host = document.createElement('broadside-preview');
  const shadow = host.attachShadow({ mode: 'open' });
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = address('live.css');
  // Not before it has its style, which is there then when the server is not any more.
  host.style.setProperty('display', 'none', 'important');
  style.addEventListener('load', () => host.style.removeProperty('display'));
  const board = document.createElement('div');
  board.className = 'board';
  shadow.append(style, board);
  document.documentElement.append(host);

  function make(name, classes, text) {
    const element = document.createElement(name);
    element.className = classes;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

  // The quoted line ("   12 | text", and below it a caret under the column) with the character marked.
  function quote(text) {
    const [line, caret] = text.split('\n');
    const bar = line.indexOf('| ');
    const shown = Array.from(line.slice(bar + 2));
    const block = make('pre', 'quote');
    const column = caret ? caret.indexOf('^') - caret.indexOf('| ') - 2 : -1;
    let at = 0;
    for (let width = 0; at < shown.length && width < column; at++) width += wide.test(shown[at]) ? 2 : 1;
    block.append(make('span', 'number', line.slice(0, bar).trim()));
    if (column < 0) {
      block.append(shown.join(''));
      return block;
    }
    block.append(shown.slice(0, at).join(''), make('mark', '', shown[at] ?? ' '), shown.slice(at + 1).join(''));
    return block;
  }

  function message(one) {
    const item = make('li', 'message');
    if (one.file) item.append(make('p', 'place', [one.file, one.line, one.line && one.column].filter(Boolean).join(':')));
    item.append(make('p', 'text', one.message));
    if (one.quote) item.append(quote(one.quote));
    if (one.hint) item.append(make('p', 'hint', one.hint));
    for (const note of one.notes?.split('\n') ?? []) item.append(make('p', 'note', note));
    return item;
  }

  const folds = 'broadside-preview-folds';
  const isFolded = (kind) => (sessionStorage.getItem(`${folds}-${kind}`) ?? (kind === 'warnings' ? 'yes' : 'no')) === 'yes';

  // Errors are open until the reader folds them, warnings folded until he opens them; that lasts over reloads.
  function panel(kind, list, words) {
    const section = make('section', `panel ${kind}`);
    const bar = make('button', 'bar');
    const items = make('ul', 'items');
    const state = make('span', 'state');
    const fold = (folded) => {
      section.classList.toggle('folded', folded);
      bar.setAttribute('aria-expanded', String(!folded));
      state.textContent = folded ? words.unfold : words.fold;
    };
    bar.type = 'button';
    bar.append(make('span', 'title', list.title), state);
    bar.addEventListener('click', () => {
      const folded = !section.classList.contains('folded');
      fold(folded);
      try {
        sessionStorage.setItem(`${folds}-${kind}`, folded ? 'yes' : 'no');
      } catch { /* it is then as it was */ }
    });
    items.append(...list.items.map(message));
    if (list.more) items.append(make('li', 'more', list.more));
    section.setAttribute('aria-label', list.title);
    section.append(bar);
    if (kind === 'errors') section.append(make('p', 'kept', words.kept));
    section.append(items);
    let folded = kind === 'warnings';
    try {
      folded = isFolded(kind);
    } catch { /* no store */ }
    fold(folded);
    return section;
  }

  let state = null, lost = false;

  function here() {
    const path = decodeURIComponent(location.pathname).slice(1);
    return path === '' || path.endsWith('/') ? `${path}index.html` : path;
  }

  function show() {
    if (!state) return;
    const { words, messages, hidden, begun } = state;
    const notes = [];
    if (lost) notes.push(['lost', words.lost]);
    else if (!begun) notes.push(['waiting', words.waiting]);
    else if (missing && !messages.errors) notes.push(['missing', words.gone]);
    const parts = notes.map(([kind, text]) => make('p', `flag ${kind}`, text));
    if (hidden[here()]) parts.push(make('p', 'flag hidden', hidden[here()]));
    if (messages.warnings) parts.push(panel('warnings', messages.warnings, words));
    if (messages.errors) parts.push(panel('errors', messages.errors, words));
    host.lang = words.language;
    board.setAttribute('role', 'region');
    board.setAttribute('aria-label', words.label);
    board.setAttribute('aria-live', 'polite');
    const scrolled = board.querySelector('.errors .items')?.scrollTop ?? 0;
    board.replaceChildren(...parts);
    const items = board.querySelector('.errors .items');
    if (items) items.scrollTop = scrolled;
    markLinks(hidden);
  }

  // Links to pages that readers will not see yet say so, in an element of their own: the theme may use ::after.
  const badge = new CSSStyleSheet();
  badge.replaceSync(`:host { all: initial; display: inline-block; margin-inline-start: .4em; padding: 0 .5em; border: 1px dashed;
    border-radius: .4em; font: 400 12px/1.5 system-ui, sans-serif; color: inherit; opacity: .75; white-space: nowrap;
    vertical-align: middle; cursor: pointer }
    @media print { :host { display: none } }`);

  function markLink(link, why) {
    let mark = link.querySelector(':scope > broadside-hidden');
    if (!why) {
      mark?.remove();
      return;
    }
    if (!mark) {
      mark = document.createElement('broadside-hidden');
      mark.attachShadow({ mode: 'open' }).adoptedStyleSheets = [badge];
      link.append(mark);
    }
    mark.shadowRoot.textContent = why;
  }

  function markLinks(hidden) {
    for (const link of document.querySelectorAll('a[href]')) {
      let path = '';
      try {
        if (link.origin === location.origin) path = decodeURIComponent(link.pathname).slice(1);
      } catch { /* no path of ours */ }
      markLink(link, link.textContent.trim() && hidden[path.endsWith('/') ? `${path}index.html` : path]);
    }
  }

  let socket = null, told = new Set(), pause = 250;

  function tellAssets() {
    if (socket?.readyState !== WebSocket.OPEN) return;
    const fresh = performance.getEntriesByType('resource')
      .map(({ name }) => new URL(name))
      .filter((url) => url.origin === location.origin && !url.pathname.startsWith('/.broadside/') && !told.has(url.pathname))
      .map((url) => url.pathname);
    for (const path of fresh) told.add(path);
    if (fresh.length) socket.send([...new Set(fresh)].map((path) => `asset ${path}`).join('\n'));
  }

  function connect() {
    socket = new WebSocket(address('socket').replace(/^http/, 'ws'));
    socket.addEventListener('open', () => {
      pause = 250;
      told = new Set();
      socket.send(`page ${version} ${location.pathname}`);
      tellAssets();
    });
    socket.addEventListener('message', ({ data }) => {
      if (data === 'reload') {
        reload();
        return;
      }
      lost = false;
      state = JSON.parse(data);
      show();
    });
    socket.addEventListener('close', () => {
      setTimeout(connect, pause);
      // The second time: a server that is started again is back at once.
      if (pause > 500 && state && !lost) {
        lost = true;
        show();
      }
      pause = Math.min(pause * 2, 4000);
    });
  }

  recall();
  new PerformanceObserver(tellAssets).observe({ type: 'resource', buffered: true });
  // A page that comes back from the browser's own memory has no socket.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
  connect();
})();
