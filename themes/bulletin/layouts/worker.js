{%- local slides = {} -%}
{%- include "screen-slides.html" { slides = slides } -%}
// Keeps the hall's screen for a start without network: its page, and the files that the page names. A new version of
// the page is a new version of this.
var version = "{% include "screen-version.html" { slides = slides } %}";
var page = new URL("index.html", self.location.href).href;
// One of its own for each site on a host.
var name = "screen " + self.registration.scope;

// From the network; a host may lead from index.html to its folder, but no further.
function fresh(address) {
  return fetch(address, { cache: "reload" }).then(function (answer) {
    if (!answer.ok || answer.url.indexOf(address.slice(0, address.lastIndexOf("/") + 1)) !== 0) throw new Error(address);
    return answer;
  });
}

// The whole page, and not that of a network where one has to log in first.
function right(text) {
  return text.indexOf("id=\"screen\"") > 0 && text.indexOf("</html>") > 0;
}

// The addresses in a page of what its browser loads.
function named(text) {
  var tag = new RegExp("<(?:link|script|img)[^>]* (?:href|src)=\"([^\"]+)\"", "g"), found = [], match;
  while ((match = tag.exec(text))) found.push(new URL(match[1].replace(new RegExp("&amp;", "g"), "&"), page).href);
  return found;
}

// All of it or nothing; then what the last version had goes.
self.addEventListener("install", function (event) {
  self.skipWaiting();
  event.waitUntil(fresh(page).then(function (answer) { return answer.text(); }).then(function (text) {
    var files = named(text), html = { headers: { "Content-Type": "text/html; charset=utf-8" } };
    if (!right(text)) throw new Error(page);
    return Promise.all([caches.open(name)].concat(files.map(fresh))).then(function (all) {
      var cache = all.shift();
      return Promise.all(all.map(function (file, index) { return cache.put(files[index], file); }))
        .then(function () { return cache.put(page, new Response(text, html)); })
        .then(function () { return cache.keys(); })
        .then(function (kept) {
          return Promise.all(kept.map(function (request) {
            return request.url !== page && files.indexOf(request.url) < 0 && cache.delete(request);
          }));
        });
    });
  }));
});

self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });

// The page comes from the network, or is what is kept if there is none or the answer is faulty. Its files are what is kept.
self.addEventListener("fetch", function (event) {
  var request = event.request, address = new URL(request.url), whole;
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (address.pathname.slice(-1) === "/") address.pathname += "index.html";
  address.hash = "";
  whole = address.href.split("?")[0] === page;
  if (!whole && request.mode === "navigate") return;
  event.respondWith(caches.open(name).then(function (cache) {
    return cache.match(whole ? page : address.href);
  }).then(function (kept) {
    if (!whole && kept) return kept;
    return fetch(request).then(function (answer) {
      if (!kept || !whole) return !kept || answer.ok ? answer : kept;
      return answer.ok ? answer.clone().text().then(function (text) { return right(text) ? answer : kept; }) : kept;
    }).catch(function (error) {
      if (kept) return kept;
      throw error;
    });
  }));
});
