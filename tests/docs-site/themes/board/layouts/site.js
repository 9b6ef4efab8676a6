site.js
