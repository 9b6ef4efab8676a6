/* Before the page is painted: the size of type that the reader chose, and what has expired since the page was made. */
(function () {
  "use strict";
  var root = document.documentElement;
  var built = root.dataset.today || "";

  /* Firefox gives each file on a disk a store of its own: there the window carries the choice to the next page. */
  function mode() {
    var elder = null;
    var carried = /^broadside-elder([0-3])$/.exec(window.name);
    try {
      elder = localStorage.getItem("broadside-elder");
    } catch (error) { /* Nothing is remembered here. */ }
    if (carried && (elder === null || location.protocol === "file:")) elder = carried[1];
    if (/^[123]$/.test(elder)) root.dataset.elder = elder;
    else if (elder === "0") root.removeAttribute("data-elder");
  }

  /* Today in the site's time zone; a clock that is behind the page counts as the day on which the page was made. */
  function today() {
    var zone = /^([+-])(\d\d):(\d\d)$/.exec(root.dataset.zone) || ["", "+", 0, 0];
    var minutes = Number(zone[1] + 1) * (zone[2] * 60 + Number(zone[3]));
    var day = new Date(Date.now() + minutes * 6e4).toISOString().slice(0, 10);
    return day < built ? built : day;
  }

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  /* Only where it changes something: what is written here is watched, too. */
  function write(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }

  function paragraph(after, name, text) {
    /* Of what is still being parsed the end is not there yet: a line put behind it would be moved. */
    if (!text || !after.nextSibling && document.readyState === "loading") return;
    var element = after.nextElementSibling;
    if (!element || element.className !== name) {
      element = document.createElement("p");
      element.className = name;
      after.parentNode.insertBefore(element, after.nextSibling);
    }
    write(element, text);
  }

  function expire(day) {
    each("[data-until]", function (element) {
      if (element.dataset.until.slice(0, 10) >= day) return;
      if (element.dataset.after) {
        var head = element.querySelector(".entry-head");
        if (element.dataset.after !== "keep") element.classList.add("gone");
        if (head) paragraph(head, "state", element.dataset.over);
        return;
      }
      element.hidden = true;
      if (element.tagName !== "LI") return;
      var list = element.parentNode;
      paragraph(list, "note over", (root.dataset.over || "").replace("{n}", list.querySelectorAll("li[data-until][hidden]").length));
    });
    each("[data-days-left][data-words]", function (element) {
      var left = Math.round((Date.parse(element.dataset.daysLeft.slice(0, 10)) - Date.parse(day)) / 864e5);
      var words = element.dataset.words.split("|");
      if (left >= 0) write(element, words[left > 1 ? 0 : left ? 1 : 2].replace("{n}", left));
    });
  }

  function now() {
    expire(today());
  }

  mode();
  root.classList.add("script");
  addEventListener("storage", function (event) {
    if (event.key !== "broadside-elder") return;
    window.name = event.key + event.newValue;
    mode();
  });
  addEventListener("pageshow", function () { mode(); now(); });
  document.addEventListener("visibilitychange", now);
  /* A page that stays open, as on the counter of the office, changes after midnight. */
  var shown = today();
  setInterval(function () {
    if (today() !== shown) now();
    shown = today();
  }, 6e4);
  if (today() > built) {
    var watch = new MutationObserver(now);
    watch.observe(root, { childList: true, subtree: true });
    document.addEventListener("DOMContentLoaded", function () {
      watch.disconnect();
      now();
    });
  }
})();
