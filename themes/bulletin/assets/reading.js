/* Large type and reading aloud: the buttons at the head of the page. Nothing leaves the reader's machine. */
(function () {
  "use strict";
  var root = document.documentElement;

  function button(name) {
    return document.querySelector(".reading [data-do=" + name + "]");
  }

  if (!button("elder")) return;

  /* Large type. assets/mode.js has set what was chosen on an earlier page. */

  var smaller = button("smaller");
  var larger = button("larger");

  function size() {
    return +root.dataset.elder || 0;
  }

  function mark() {
    smaller.setAttribute("aria-disabled", size() <= 1);
    larger.setAttribute("aria-disabled", size() >= 3);
  }

  function choose(elder) {
    if (elder) root.dataset.elder = elder;
    else root.removeAttribute("data-elder");
    window.name = "broadside-elder" + elder;
    try {
      localStorage.setItem("broadside-elder", elder);
    } catch (error) { /* It holds in this window only. */ }
    mark();
  }

  button("elder").addEventListener("click", function () { choose(size() ? 0 : 1); });
  smaller.addEventListener("click", function () { choose(Math.max(1, size() - 1)); });
  larger.addEventListener("click", function () { choose(Math.min(3, size() + 1)); });
  addEventListener("storage", mark);
  addEventListener("pageshow", mark);
  mark();

  /* Reading aloud, by a voice of the machine itself: other voices would send the text to another host. */

  var synthesis = window.speechSynthesis;
  var speak = button("speak");
  var stop = button("stop");
  var words = speak.dataset.words.split("|");
  var voice = null;
  var queue = [];
  var place = 0;
  var state = 0; /* 0 silent, 1 reading, 2 paused: the index of the button's word */
  var turn = 0;
  var utterance = null; /* Chromium forgets to call back for one that nothing refers to. */

  if (!synthesis || !window.SpeechSynthesisUtterance) return;

  function suits(candidate) {
    var page = root.lang.toLowerCase();
    var tag = candidate.lang.replace(/_/g, "-").toLowerCase().replace(/^cmn/, "zh");
    if (!candidate.localService || tag.split("-")[0] !== page.split("-")[0]) return 0;
    /* A Cantonese voice does not read Mandarin. */
    if (/^zh-(hk|mo)/.test(tag) && !/^zh-(hk|mo)/.test(page)) return 0;
    if (tag === page || (page === "zh-hans" && /^zh-(cn|hans)/.test(tag))) return 3;
    return candidate.default ? 2 : 1;
  }

  function find() {
    var best = 0;
    synthesis.getVoices().forEach(function (candidate) {
      if (suits(candidate) > best) {
        best = suits(candidate);
        voice = candidate;
      }
    });
    if (voice) speak.hidden = false;
  }

  /* A sentence at a time, and a long one in parts: some browsers fall silent in the midst of a long text. */
  function sentences(text) {
    var most = /^zh/.test(root.lang) ? 60 : 180;
    var part = new RegExp("[^]{1," + most + "}(?:[\uff0c\u3001\uff1a,:\\s]|$)|[^]{1," + most + "}", "g");
    var all = text.replace(/([\u3002\uff01\uff1f\uff1b\u2026]+[\u201d\u2019\u300d\u300f\uff09]*|[.!?;]+["')\u201d\u2019]*(?=\s))/g, "$1\n").split("\n");
    return all.reduce(function (parts, sentence) {
      return parts.concat(sentence.trim().match(part) || []);
    }, []).filter(function (piece) { return /[0-9A-Za-z\u00c0-\u1fff\u3040-\udfff]/.test(piece); });
  }

  var silent = "nav, aside, form, button, script, style, template, svg, sup, [hidden], [aria-hidden=true], details:not([open]) > :not(summary)";
  var block = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, blockquote, figcaption, caption, summary, pre, time, div, section";

  /* The blocks of the page in order, each with its words; a row of a table, or of facts, is one. */
  function blocks() {
    var area = document.querySelector("main .entry") || document.querySelector("main");
    var title = document.querySelector("h1");
    var found = [];
    (area.contains(title) || !title ? [area] : [title, area]).forEach(function (part) {
      var walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      var cell = null;
      for (var node = walker.nextNode(); node; node = walker.nextNode()) {
        var parent = node.parentElement;
        if (!/\S/.test(node.data) || parent.closest(silent)) continue;
        var element = parent.closest("tr, dl > div") || parent.closest("p, li, h1, h2, h3, h4") || parent.closest(block) || part;
        if (!element.getClientRects().length) continue;
        var here = parent.closest("td, th, dt, dd");
        var last = found[found.length - 1];
        if (!last || last.element !== element) found.push(last = { element: element, text: "" });
        else if (here !== cell) last.text += cell && cell.tagName === "DT" ? "\uff1a" : "\uff0c";
        last.text += node.data.replace(/\s+/g, " ");
        cell = here;
      }
    });
    return found;
  }

  function show(next) {
    state = next;
    speak.textContent = words[state];
    speak.parentNode.classList.toggle("speaking", state > 0);
    stop.hidden = !state;
    if (state !== 1) {
      turn += 1;
      synthesis.cancel();
    }
  }

  function point(element) {
    var old = document.querySelector(".read-now");
    if (old === element) return;
    if (old) old.classList.remove("read-now");
    if (!element) return;
    element.classList.add("read-now");
    var box = element.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight * .8) element.scrollIntoView({ block: box.height < innerHeight ? "center" : "start" });
  }

  function finish() {
    var back = stop === document.activeElement;
    show(0);
    point(null);
    if (back) speak.focus();
  }

  /* Pausing is stopping, and going on begins with the sentence that was broken off: not every browser can pause. */
  function read() {
    var mine = turn += 1;
    if (place >= queue.length) return finish();
    function next() {
      if (mine !== turn) return;
      place += 1;
      read();
    }
    point(queue[place].element);
    utterance = new SpeechSynthesisUtterance(queue[place].text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = .9;
    utterance.onend = next;
    utterance.onerror = function () { if (mine === turn) finish(); };
    synthesis.speak(utterance);
  }

  speak.addEventListener("click", function () {
    if (state === 1) return show(2);
    if (!state) {
      place = 0;
      queue = blocks().reduce(function (all, item) {
        return all.concat(sentences(item.text).map(function (text) { return { element: item.element, text: text }; }));
      }, []);
    }
    show(1);
    read();
  });
  stop.addEventListener("click", finish);
  addEventListener("keydown", function (event) { if (event.key === "Escape" && state) finish(); });
  addEventListener("pagehide", finish);
  find();
  if (synthesis.addEventListener) synthesis.addEventListener("voiceschanged", find);
  else synthesis.onvoiceschanged = find;
})();
