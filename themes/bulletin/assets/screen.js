/* The hall's screen: turns the list of screen/index.html into slides that roll for weeks. docs/theme-bulletin.md.
   One timer, no nodes of its own; what has ended goes by the clock in the site's time zone. */
(function () {
  "use strict";
  var DAY = 86400000;
  var CHECK_SECONDS = 600, ANSWER_SECONDS = 120, REST_SECONDS = 3600, IDLE_SECONDS = 5, LEFT_SECONDS = 60;
  var root = document.documentElement, reload = function () { location.reload(); };
  var main, stage, slides, card, strip, clock, count, bar, controls, pauseButton;
  var zone, built, version, parts, words, long;
  var running = [], current = null, shown = 0;
  var elapsed = 0, duration = 8, before = 0, minute = "", minutes = 0;
  var paused = false, rested = 0, idle = 0, wrongDay = "", checking = false, asked = 0, aborter = null, candidate = "";

  function find(selector) { return document.querySelector(selector); }

  // The clock

  function formatter(language, options) {
    try {
      options.timeZone = zone;
      return new Intl.DateTimeFormat(language, options);
    } catch (error) {
      delete options.timeZone;
      return new Intl.DateTimeFormat(language, options);
    }
  }

  // "2025-11-20T09:05" in the site's time zone.
  function reading(time) {
    var read = {};
    parts.formatToParts(time).forEach(function (part) { read[part.type] = part.value; });
    return read.year + "-" + read.month + "-" + read.day + "T" + (read.hour === "24" ? "00" : read.hour) + ":" + read.minute;
  }

  function days(text) { return Date.parse(text.slice(0, 10) + "T00:00:00Z") / DAY; }

  // The time, or where the clock of the PC stands before the day on which this was made: that day, going on from there.
  function now() {
    var time = Date.now(), text = reading(time);
    if (text.slice(0, 10) >= built) wrongDay = "";
    else {
      // Set anew, and wrong again: that is no time that has gone by.
      if (!wrongDay || text < wrongDay || days(text) - days(wrongDay) > 366) wrongDay = text;
      text = reading(time + (days(built) - days(wrongDay)) * DAY);
    }
    return text;
  }

  // Which slides run

  // A day ends at midnight; a minute ends when it is there.
  function runs(node, text) {
    var from = node.getAttribute("data-from"), until = node.getAttribute("data-until");
    if (from && text.slice(0, 10) < from) return false;
    return !until || (until.length > 10 ? text < until : text.slice(0, 10) <= until);
  }

  // Shows the first items of a list that run; false if none does.
  function choose(slide, text) {
    var list = slide.querySelector("[data-most]"), left, index;
    if (!list) return true;
    left = Number(list.getAttribute("data-most"));
    for (index = 0; index < list.children.length; index++) {
      list.children[index].hidden = left === 0 || !runs(list.children[index], text);
      if (!list.children[index].hidden) left--;
    }
    return left < Number(list.getAttribute("data-most"));
  }

  function refresh(text) {
    running.length = 0;
    slides.forEach(function (slide) {
      if (slide !== card && runs(slide, text) && choose(slide, text)) running.push(slide);
    });
    if (running.length < 2) running.push(card);
    if (!current) return;
    if (running.indexOf(current) < 0) return turn(1);
    if (current.querySelector("[data-most]")) fit();
    tell();
  }

  // Showing one

  // Old eyes read four to five characters a second, and two words of a language with spaces.
  function seconds(slide) {
    var text = slide.innerText || "", han = (text.match(/[\u2e80-\uffff]/g) || []).length;
    var latin = (text.match(/[A-Za-z0-9\u00c0-\u024f]+/g) || []).length;
    return Math.max(8, Math.min(30, Math.round(3 + han / 4.5 + latin / 2)));
  }

  // The largest letters with which all is to be seen.
  function fit() {
    var step = 28;
    if (!current) return;
    do {
      current.style.fontSize = step / 20 + "em";
    } while (--step > 7 && (current.scrollHeight > current.clientHeight || current.scrollWidth > current.clientWidth));
  }

  function tell() {
    count.textContent = (paused ? "❚❚ " : "") + (running.indexOf(current) + 1) + " / " + running.length;
  }

  function show(slide) {
    if (current) current.hidden = true;
    current = slide;
    slide.hidden = false;
    shown++;
    elapsed = 0;
    root.setAttribute("data-ground", shown % 2 ? "light" : "dark");
    root.setAttribute("data-place", String(shown % 4));
    root.setAttribute("data-kind", slide.className.split(" ")[1]);
    fit();
    duration = seconds(slide);
    tell();
    bar.style.transition = "none";
    bar.style.transform = "scaleX(0)";
  }

  function turn(step) {
    var at = slides.indexOf(current), length = slides.length, tries;
    for (tries = 0; tries < length; tries++) {
      at = (at + step + length) % length;
      if (running.indexOf(slides[at]) >= 0) return show(slides[at]);
    }
  }

  function pause(stop) {
    var word = pauseButton.textContent;
    if (stop === paused) return;
    paused = stop;
    rested = 0;
    pauseButton.textContent = pauseButton.getAttribute("data-other");
    pauseButton.setAttribute("data-other", word);
    if (current) tell();
  }

  // A newer version

  function adopt(fresh) {
    var held = paused;
    pause(false);
    document.body.parentNode.replaceChild(document.importNode(fresh.body, true), document.body);
    take();
    pause(held);
    keep();
  }

  function addresses(page) {
    return Array.prototype.map.call(page.querySelectorAll("link[rel=stylesheet], script[src]"), function (node) {
      return node.getAttribute("href") || node.getAttribute("src");
    });
  }

  // Never leaves the page unless the new one has come as a whole, with its style and its script.
  function judge(text) {
    var fresh, files, node;
    if (text.indexOf("</html>") < 0) return;
    fresh = new DOMParser().parseFromString(text, "text/html");
    node = fresh.getElementById("screen");
    if (!node || !node.querySelector(".card") || node.getAttribute("data-day") < built) return;
    files = addresses(fresh);
    if (files.join() === addresses(document).join())
      return node.getAttribute("data-version") === version ? null : adopt(fresh);
    return Promise.all(files.map(function (file) {
      return fetch(file, { cache: "reload", signal: aborter.signal });
    })).then(function (answers) {
      if (answers.every(function (answer) { return answer.ok; })) reload();
    });
  }

  function check() {
    var script;
    asked = 0;
    if (checking) return;
    if (/^http/.test(location.protocol)) {
      if (!window.fetch || !window.AbortController) return;
      checking = true;
      aborter = new AbortController();
      fetch(location.href.split("#")[0], { cache: "no-store", signal: aborter.signal }).then(function (answer) {
        return answer.ok && !answer.redirected ? answer.text().then(judge) : null;
      }).catch(function () {}).then(function () { checking = false; });
      return;
    }
    // From a disk: a small script tells the version. Where it is missing nothing happens.
    script = document.createElement("script");
    script.src = "version.js?" + Date.now();
    script.onload = script.onerror = function () {
      var found = window.screenVersion || {};
      script.onload = script.onerror = null;
      script.parentNode.removeChild(script);
      window.screenVersion = null;
      if (!found.version || found.version === version || found.day < built) candidate = "";
      else if (candidate === found.version) reload(); // Twice the same: nobody is copying any more.
      else candidate = found.version;
    };
    document.head.appendChild(script);
  }

  // For a start without network, and so that the screen does not go dark, where the browser can.
  function keep() {
    if ("serviceWorker" in navigator && /^http/.test(location.protocol))
      navigator.serviceWorker.register("worker.js", { scope: "./" }).catch(function () {});
  }

  function wake() {
    if (navigator.wakeLock && !document.hidden) navigator.wakeLock.request("screen").catch(function () {});
  }

  // The one timer

  // Once a minute the picture moves by some pixels, and nothing shines at one place for hours.
  function each_minute(text) {
    minute = text;
    minutes++;
    stage.style.transform = strip.style.transform =
      "translate(" + (minutes * 3 % 17 - 8) / 10 + "vmin," + (minutes * 5 % 13 - 6) / 10 + "vmin)";
    clock.textContent = wrongDay ? "" : words.format(Date.now());
    find(".today").hidden = !!wrongDay;
    find(".today").textContent = long.format(Date.now());
    refresh(text);
  }

  function tick() {
    var at = performance.now(), passed = (at - before) / 1000, text = now();
    before = at;
    if (text !== minute) each_minute(text);
    asked += passed;
    if (checking && asked > ANSWER_SECONDS) aborter.abort();
    if (asked > CHECK_SECONDS) check();
    idle += passed;
    root.classList.toggle("idle", idle > IDLE_SECONDS);
    if (idle > LEFT_SECONDS && document.activeElement) document.activeElement.blur();
    if (paused) {
      rested += passed;
      if (rested > REST_SECONDS) pause(false); // Nobody is there any more.
      return;
    }
    elapsed += passed;
    if (elapsed >= duration) return turn(1);
    bar.style.transition = "";
    bar.style.transform = "scaleX(" + elapsed / duration + ")";
  }

  // What people do

  function fill() {
    var done;
    if (document.fullscreenElement) done = document.exitFullscreen();
    else if (root.requestFullscreen) done = root.requestFullscreen();
    if (done) done.catch(function () {});
  }

  function act(what) {
    rested = 0;
    if (what === "pause") pause(!paused);
    else if (what === "full") fill();
    else turn(what === "back" ? -1 : 1);
  }

  function stir() {
    idle = 0;
    root.classList.remove("idle");
  }

  var keys = {
    " ": "pause", Enter: "pause", ArrowLeft: "back", ArrowUp: "back", PageUp: "back",
    ArrowRight: "next", ArrowDown: "next", PageDown: "next", f: "full", F: "full"
  };

  document.addEventListener("keydown", function (event) {
    var what = keys[event.key];
    stir();
    if (!what || event.ctrlKey || event.altKey || event.metaKey) return;
    if (what === "pause" && event.target.closest && event.target.closest("button")) return; // The button answers itself.
    event.preventDefault();
    if (!event.repeat) act(what);
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-do]");
    if (!button) return;
    act(button.getAttribute("data-do"));
    if (event.detail) button.blur(); // By mouse or finger: or the buttons would stay.
  });
  ["pointermove", "pointerdown", "focusin"].forEach(function (name) { document.addEventListener(name, stir); });
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("resize", fit);
  document.addEventListener("load", fit, true); // A photo has come.
  if (document.fonts) document.fonts.ready.then(fit);

  // Takes over the page as it stands.
  function take() {
    main = find("#screen");
    stage = find(".stage");
    slides = Array.prototype.slice.call(main.querySelectorAll(".slide"));
    card = find(".card");
    strip = find(".strip");
    clock = find(".clock");
    count = find(".count");
    bar = find(".bar");
    controls = find(".controls");
    pauseButton = find("[data-do=pause]");
    zone = main.getAttribute("data-zone");
    built = main.getAttribute("data-day");
    version = main.getAttribute("data-version");
    parts = formatter("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    words = formatter(root.lang, { month: "short", day: "numeric", weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    long = formatter(root.lang, { year: "numeric", month: "long", day: "numeric", weekday: "long" });
    root.classList.add("on");
    slides.forEach(function (slide) { slide.hidden = true; });
    strip.hidden = bar.hidden = controls.hidden = false;
    find("[data-do=full]").hidden = !root.requestFullscreen;
    current = null;
    each_minute(now());
    show(running[0]);
  }

  before = performance.now();
  take();
  keep();
  wake();
  setInterval(tick, 1000);
})();
