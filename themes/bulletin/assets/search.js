// The search page: an index in scripts, of which only those are loaded that a query needs. docs/search.md has their form.
"use strict";
(() => {
  const SHOWN = 10;       // results at a time
  const SHARDS_MOST = 6;  // of terms for one query
  const BLOCKS_MOST = 10; // of records for one showing
  const RANGE_MOST = 3;   // shards that the beginning of one word may take

  const { plain, wordsOf, find, stretches, append, isLetter } = window.boardSearch;
  const place = document.querySelector(".search-results");
  const found = place.querySelector(".search-found");
  const form = document.querySelector(".search-page");
  const input = form.elements.q;
  const say = place.dataset;
  const root = say.home.replace(/[^/]*$/, "");
  const folder = say.index.replace(/[^/]*$/, "");
  const waiting = new Map();
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = new Map([...LETTERS].map((letter, value) => [letter, value]));
  let index, turn = 0;

  // What the scripts of the index call.
  window.broadside_search = (kind, number, ...rest) => {
    const key = kind === "i" ? "i" : kind + number;
    const waits = waiting.get(key);
    if (waits) waits.done(kind === "i" ? number : rest);
  };

  function load(key, address) {
    let waits = waiting.get(key);
    if (!waits) {
      waits = {};
      waits.promise = new Promise((resolve, reject) => {
        const script = document.createElement("script");
        let done = false;
        const fail = () => { if (!done) { waiting.delete(key); reject(new Error(address)); } };
        waits.done = (value) => { done = true; resolve(value); };
        script.onerror = fail;
        script.onload = () => { setTimeout(fail); script.remove(); };
        script.src = address;
        document.head.append(script);
      });
      waiting.set(key, waits);
      waits.promise.catch(() => {});
    }
    return waits.promise;
  }

  function reader(text) {
    let i = 0;
    return {
      more: () => i < text.length,
      number() {
        let value = 0, scale = 1;
        for (;;) {
          const digit = VALUES.get(text[i++]);
          value += (digit & 31) * scale;
          if (digit < 32) return value;
          scale *= 32;
        }
      },
      bits: () => VALUES.get(text[i++]),
      skip: () => i++,
    };
  }

  // Sets `flag` of every document in `posting`.
  function read(posting, flags) {
    const from = reader(posting);
    if (posting[0] === "!") {
      from.skip();
      for (let document_ = from.number(); from.more(); document_ += 6)
        for (let bits = from.bits(), i = 0; bits; bits >>= 1, i++) if (bits & 1) flags[document_ + i] = 1;
    } else if (posting[0] === "~") {
      from.skip();
      for (let end = -2; from.more();) {
        const start = end === -2 ? from.number() : end + 1 + from.number();
        end = start + from.number() + 1;
        flags.fill(1, start, end);
      }
    } else
      for (let last = -1; from.more();) flags[last += from.number() + 1] = 1;
    return flags;
  }

  async function loadIndex() {
    if (index) return index;
    const raw = await load("i", say.index);
    const blocks = raw.blocks = [];
    const pieces = raw.records ? raw.records.split(" ") : [];
    for (let i = 0, first = 0; i < pieces.length; i += 2)
      for (let from = reader(pieces[i + 1]), n = 0; from.more(); n++) {
        const count = from.number();
        blocks.push({ name: pieces[i] + "-" + n, first, count });
        first += count;
      }
    raw.starts = blocks.map((block) => block.first);
    raw.firsts = raw.terms ? raw.terms.split(" ") : [];
    raw.empty = () => new Uint8Array(raw.count);
    for (const list of [raw.types, raw.years, raw.ends])
      for (const item of list) item.flags = read(item[item.length - 1], raw.empty());
    return index = raw;
  }

  // The last item that is not above `value`.
  function under(list, value) {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] <= value) low = middle + 1; else high = middle;
    }
    return Math.max(low - 1, 0);
  }

  async function shard(number) {
    const [list, text] = await load("t" + number, `${folder}t${number}.js?${index.version}`);
    if (list !== index.list) throw new Error("changed");
    const cached = waiting.get("t" + number);
    if (!cached.terms) {
      const terms = cached.terms = new Map();
      const pieces = text.split(" ");
      for (let i = 0, before = ""; i + 1 < pieces.length; i += 2) {
        const shared = VALUES.get(pieces[i][0]);
        before = before.slice(0, shared) + pieces[i].slice(1);
        terms.set(before, pieces[i + 1]);
      }
    }
    return cached.terms;
  }

  async function record(number) {
    const { name, first, count } = index.blocks[under(index.starts, number)];
    const [records] = await load("r" + name, `${folder}r${name}.js?${index.version}`);
    if (records.length !== count) throw new Error("changed");
    const [path, title, type, day, text, facts, cut] = records[number - first];
    return { path, title, type, day, text, facts, cut, number };
  }

  // The terms that a run is found by; see generator/search/term.h.
  function termsOf(run) {
    const terms = [], letters = [...run];
    for (let i = 0; i < letters.length; i++) {
      const next = letters[i + 1];
      if (isLetter(letters[i])) {
        let end = i;
        while (isLetter(letters[end])) end++;
        const word = letters.slice(i, end).join("").slice(0, 8);
        const whole = end < letters.length || word.length === 8 || word.length === 1;
        if (end > i + 1 || (letters.length === 1)) terms.push(whole ? { term: word } : word.length < 4 ? { term: word + "*" } : { from: word });
        if (end < letters.length) terms.push({ term: "~" + letters[end - 1] + letters[end] });
        i = end - 1;
      } else if (next !== undefined) terms.push({ term: "~" + letters[i] + next });
      else if (letters.length === 1) terms.push({ term: "~" + letters[i] });
    }
    return terms;
  }

  function shardsOf(term) {
    const first = under(index.firsts, term.term || term.from);
    const last = term.term ? first : Math.min(under(index.firsts, term.from + "\uffff"), first + RANGE_MOST - 1);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  }

  // Which terms are looked up: of each run the first, the last, every second, the rest, as long as there is room.
  function choose(words) {
    const queue = [], wanted = new Set();
    for (const [number, runs] of words.entries())
      for (const run of runs) {
        const terms = termsOf(run);
        terms.forEach((term, i) => {
          const rank = i === 0 ? 0 : i === terms.length - 1 ? 1 : i % 2 === 0 ? 2 : 3;
          queue.push({ ...term, word: number, rank, shards: shardsOf(term) });
        });
      }
    queue.sort((a, b) => a.rank - b.rank);
    return queue.filter((term) => {
      const more = term.shards.filter((number) => !wanted.has(number));
      if (wanted.size + more.length > SHARDS_MOST) return false;
      more.forEach((number) => wanted.add(number));
      return true;
    });
  }

  async function lookUp(term) {
    const bodies = index.empty(), titles = index.empty();
    const take = (posting) => {
      const [body, title] = posting.split(",");
      read(body, bodies);
      if (title) read(title, titles);
    };
    for (const terms of await Promise.all(term.shards.map(shard))) {
      if (term.term) { if (terms.has(term.term)) take(terms.get(term.term)); }
      else for (const [name, posting] of terms) if (name.startsWith(term.from)) take(posting);
    }
    return { bodies, titles };
  }

  // Numbers of the documents that have all words: those that have them in the title first, then the newest.
  async function matches(words) {
    if (!index.firsts.length) return [];
    const each = await Promise.all(choose(words).map(lookUp));
    const gone = index.empty(), today = new Date();
    const day = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
    for (const end of index.ends) if (end[0] < day) end.flags.forEach((flag, i) => { if (flag) gone[i] = 1; });
    const titled = [], others = [];
    for (let i = index.count - 1; i >= 0; i--)
      if (!gone[i] && each.every((one) => one.bodies[i])) (each.every((one) => one.titles[i]) ? titled : others).push(i);
    return titled.concat(others);
  }

  const holds = (entry, words) => {
    const text = plain(entry.title + "\n" + entry.text + "\n" + entry.facts).text;
    return entry.cut || words.every((runs) => runs.every((run) => find(text, run, 0) >= 0));
  };

  function element(name, properties, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key === "class") made.className = value; else if (value !== null) made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  }

  // A sentence with what was asked, if need be its beginning, and a number.
  function tell(text, state, n) {
    const asked = [...state.q], q = asked.length > 40 ? asked.slice(0, 40).join("") + "…" : state.q;
    return text.replace(/\{([qn])\}/g, (all, name) => (name === "q" ? q : n));
  }

  function cut(text, from, to) {
    // No character is cut in two, nor a number or a word of letters unless it is very long.
    const inside = (place) => /[\udc00-\udfff]/.test(text[place] || "") || /^[a-z0-9]{2}$/i.test(text.slice(Math.max(place - 1, 0), place + 1));
    let start = from, end = to;
    while (start > from - 20 && inside(start)) start--;
    while (end < to + 20 && inside(end)) end++;
    const part = text.slice(start, end).replace(/([\u3000-\u303f\uff00-\uffef])\n/g, "$1").replace(/\n/g, " ");
    return (start > 0 ? "…" : "") + part.trim() + (end < text.length ? "…" : "");
  }

  // The part of a text where the words stand; else its beginning.
  function snippet(text, first) {
    return first ? cut(text, Math.max(0, first[0] - 28), first[0] + 82) : cut(text, 0, 110);
  }

  function item(entry, words, query) {
    const address = root + entry.path.split("/").map(encodeURIComponent).join("/") + "#q=" + encodeURIComponent(query);
    const link = element("a", { href: address });
    const text = element("p", { class: "item-text" });
    append(link, entry.title, words);
    const [first] = stretches(entry.text, words);
    append(text, snippet(entry.text, first), words);
    const line = element("li", { class: entry.day ? "item" : "item item-undated" });
    if (entry.day) line.append(element("time", { datetime: entry.day }, entry.day));
    const meta = element("p", { class: "item-meta" }, element("span", {}, index.types[entry.type][1]));
    for (const fact of first ? [] : entry.facts.split("\n").filter((one) => stretches(one, words).length)) {
      const part = element("span", {});
      append(part, fact, words);
      meta.append(part);
    }
    line.append(element("div", {}, element("p", { class: "item-title" }, link), text), meta);
    return line;
  }

  // ?q=…&type=…&year=… of this page.
  function asked() {
    const values = new URLSearchParams(location.search);
    return { q: (values.get("q") || "").trim(), type: values.get("type") || "", year: values.get("year") || "" };
  }

  function addressOf(state) {
    const values = new URLSearchParams();
    for (const [name, value] of Object.entries(state)) if (value) values.set(name, value);
    return "?" + values;
  }

  // From a disk some browsers refuse: then the link is followed as any other.
  function remember(state, how) {
    try { history[how](null, "", addressOf(state)); return true; } catch { return false; }
  }

  function filter(name, list, state, all) {
    const other = name === "type" ? index.years.find((year) => year[0] === state.year) : index.types.find((type) => type[0] === state.type);
    const within = other ? all.filter((i) => other.flags[i]) : all;
    const choices = list.map((one) => [one[0], one[one.length - 2], within.filter((i) => one.flags[i]).length]).filter((one) => one[2] || one[0] === state[name]);
    if (choices.length < 2 && !state[name]) return "";
    const lines = [["", say.all, within.length], ...choices].map(([value, label, count]) => {
      const next = { ...state, [name]: value };
      const link = element("a", { href: addressOf(next), "aria-current": value === state[name] ? "true" : null },
        label + " ", element("span", { class: "quiet" }, String(count)));
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || !remember(next, "pushState")) return;
        event.preventDefault();
        run(next).then(() => {
          const here = found.querySelector(`nav[data-name="${name}"] [aria-current]`);
          if (here) here.focus();
        });
      });
      return element("li", {}, link);
    });
    return element("nav", { class: "filters", "data-name": name, "aria-label": say[name] }, element("ul", {}, ...lines));
  }

  const status = (text) => { place.querySelector("[role=status]").textContent = text; };
  const show = (...children) => { found.removeAttribute("aria-busy"); found.textContent = ""; found.append(...children); };

  async function showNext(state, words, numbers, list, button) {
    const mine = turn, fresh = [], blocks = new Set();
    while (numbers.length && fresh.length < SHOWN) {
      const next = numbers.slice(0, SHOWN - fresh.length);
      while (next.length > 1 && new Set([...blocks, ...next.map((i) => under(index.starts, i))]).size > BLOCKS_MOST) next.pop();
      next.forEach((i) => blocks.add(under(index.starts, i)));
      if (blocks.size > BLOCKS_MOST) break;
      const records = await Promise.all(next.map(record));
      numbers.splice(0, next.length);
      fresh.push(...records.filter((entry) => holds(entry, words)));
    }
    if (mine !== turn) return;
    const lines = fresh.map((entry) => item(entry, words, state.q));
    list.append(...lines);
    button.hidden = !numbers.length;
    const left = list.children.length + numbers.length;
    const sure = !numbers.length || words.every((runs) => runs.length === 1 && termsOf(runs[0]).length === 1);
    if (!left) return nothing(state);
    status(tell(sure ? say.found : say.about, state, left));
    return lines[0];
  }

  function nothing(state, filters = []) {
    status(tell(say.none, state));
    const hints = [say.hintShorter];
    if (state.type || state.year) hints.unshift(say.hintFilters);
    show(...filters, element("ul", { class: "empty" }, ...hints.map((hint) => element("li", {}, hint))));
  }

  async function results(state) {
    const words = wordsOf(state.q);
    if (!words.length) { status(state.q ? tell(say.none, state) : ""); show(); return; }
    const mine = turn;
    if (!found.firstChild) found.setAttribute("aria-busy", "true");
    await loadIndex();
    const all = await matches(words);
    if (mine !== turn) return;
    const type = index.types.find((one) => one[0] === state.type), year = index.years.find((one) => one[0] === state.year);
    const numbers = all.filter((i) => (state.type ? type && type.flags[i] : true) && (state.year ? year && year.flags[i] : true));
    const filters = [filter("type", index.types, state, all), filter("year", index.years, state, all)];
    if (!numbers.length) return nothing(state, all.length ? filters : []);
    const list = element("ul", { class: "items" });
    const button = element("button", { type: "button", class: "search-more", hidden: "" }, say.more);
    let busy = false;
    button.addEventListener("click", async () => {
      if (busy) return;
      busy = true;
      const first = await guard(showNext(state, words, numbers, list, button));
      busy = false;
      if (first) first.querySelector("a").focus();
    });
    const shown = document.createDocumentFragment();
    shown.append(...filters, list, button);
    await showNext(state, words, numbers, list, button);
    if (mine === turn && list.children.length) show(shown);
  }

  // What cannot be loaded is said, unless something else has been asked since.
  async function guard(work) {
    const mine = turn;
    try { return await work; } catch { if (mine === turn) { status(say.broken); show(); } }
  }

  // Scripts of two builds do not fit together: then the index is asked for again, past every cache.
  async function attempt(state) {
    try { await results(state); } catch (error) {
      if (error.message !== "changed") throw error;
      index = undefined;
      waiting.clear();
      say.index = say.index.replace(/\?.*|$/, "?" + Date.now());
      await results(state);
    }
  }

  function run(state) {
    turn++;
    return guard(attempt(state));
  }

  let timer;
  const typed = () => ({ ...asked(), q: input.value.trim() });
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => { remember(typed(), "replaceState"); run(typed()); }, 250);
  };
  input.addEventListener("input", (event) => { if (!event.isComposing) later(); });
  input.addEventListener("compositionend", later);
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    const state = { q: input.value.trim(), type: "", year: "" };
    if (!remember(state, "pushState")) return;
    event.preventDefault();
    run(state);
  });
  window.addEventListener("popstate", () => { input.value = asked().q; run(asked()); });
  input.value = asked().q;
  run(asked());
})();
