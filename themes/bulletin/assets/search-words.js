// Words as they are searched, on every page: what the search page sends readers to is marked there.
"use strict";
(() => {
  const folded = new Map();

  // Width, case and accents of Latin letters do not count: generator/search/fold.c does the same to what is in the index.
  function fold(character) {
    let text = folded.get(character);
    if (text === undefined) {
      text = "";
      for (const one of character.normalize("NFKC")) {
        let [base] = one.toLowerCase();
        if (/[\u00c0-\u024f\u1e00-\u1eff]/.test(base)) [base] = base.normalize("NFD");
        if (/[\p{L}\p{N}]/u.test(base)) text += base;
        else if (/[\p{M}\p{Cf}]/u.test(base)) continue;
        else text += base !== "\n" && /\s/.test(base) ? " " : "\n";
      }
      folded.set(character, text);
    }
    return text;
  }

  const isLetter = (character) => character !== undefined && /^[a-z0-9]$/.test(character);
  const isFigure = (character) => character >= "0" && character <= "9";

  // `text` as it is searched: spaces only between words of letters, a new line for everything that parts words.
  // at[i]: the place in `text` that character i of it comes from.
  function plain(text) {
    let result = "", place = 0, spaced = false;
    const at = [];
    for (const character of text) {
      for (const one of fold(character)) {
        if (one === " ") { spaced = true; continue; }
        if (spaced && isLetter(one) && isLetter(result[result.length - 1])) { result += " "; at.push(place); }
        spaced = false;
        result += one;
        for (let i = 0; i < one.length; i++) at.push(place);
      }
      place += character.length;
    }
    at.push(place);
    return { text: result, at };
  }

  // What is searched for: words, each a list of runs that stand in a text as they are.
  function wordsOf(query) {
    return query.split(/\s+/u).map((word) => plain(word).text.split(/[\n ]+/).filter(Boolean)).filter((runs) => runs.length);
  }

  function isBeginning(text, place) {
    const before = text[place - 1];
    return !isLetter(text[place]) || !isLetter(before) || isFigure(before) !== isFigure(text[place]);
  }

  // Where `run` stands in plain(…).text from `start` on: letters from the beginning of a word. -1: nowhere. One figure
  // or letter before other writing is found within numbers, too, as the index has it.
  function find(text, run, start) {
    const loose = run.length > 1 && isLetter(run[0]) && !isLetter(run[1]);
    let place = text.indexOf(run, start);
    while (place >= 0 && !loose && !isBeginning(text, place)) place = text.indexOf(run, place + 1);
    return place;
  }

  // The stretches [from, to] of `text` that are to be marked, in their order.
  function stretches(text, words) {
    const { text: folds, at } = plain(text);
    const all = [];
    for (const run of words.flat())
      for (let place = find(folds, run, 0); place >= 0; place = find(folds, run, place + run.length)) {
        let end = at[place + run.length];
        const last = at[place + run.length - 1];
        if (end > last) end = last + (text.codePointAt(last) > 0xffff ? 2 : 1);
        all.push([at[place], Math.max(end, last + 1)]);
      }
    all.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const joined = [];
    for (const [from, to] of all) {
      const last = joined[joined.length - 1];
      if (last && from <= last[1]) last[1] = Math.max(last[1], to);
      else joined.push([from, to]);
    }
    return joined;
  }

  // Appends `text` to `element`, what is found in it marked.
  function append(element, text, words) {
    let done = 0;
    for (const [from, to] of stretches(text, words)) {
      element.append(text.slice(done, from));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, to);
      element.append(mark);
      done = to;
    }
    element.append(text.slice(done));
  }

  function markPage(query) {
    const words = wordsOf(query);
    const main = document.querySelector("main .entry") || document.querySelector("main");
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (words.length && walker.nextNode())
      if (!walker.currentNode.parentElement.closest("script, style, template, svg, textarea, select, option, noscript")) nodes.push(walker.currentNode);
    for (const node of nodes) {
      if (!stretches(node.data, words).length) continue;
      const piece = document.createDocumentFragment();
      append(piece, node.data, words);
      node.replaceWith(piece);
    }
    const first = main.querySelector(".prose mark") || main.querySelector("mark");
    if (first) first.scrollIntoView({ block: "center" });
  }

  window.boardSearch = { plain, wordsOf, find, stretches, append, isLetter, isFigure };

  const asked = /^#q=([^&:]+)/.exec(location.hash);
  if (asked) {
    try { markPage(decodeURIComponent(asked[1])); } catch (error) { if (!(error instanceof URIError)) throw error; }
  }
})();
