// SPDX-License-Identifier: MIT
'use strict';
const site = require('./site.cjs');

exports.data = { layout: null, permalink: '/index.html' };
exports.render = () => site.page(site.title, `<p>更新到${site.date(new Date(process.env.TODAY))}</p>
${site.menu.map((folder) => `<h2>${site.labels[folder]}</h2>\n${site.list((site.folders.get(folder) || []).slice(0, 8))}`).join('\n')}
<h2>历年</h2>
<p>
${[...site.years.keys()].map((year) => `<a href="/archive/${year}.html">${year}</a>`).join('\n')}
</p>
<h2>标签</h2>
<p>
${[...site.tags].map(([tag, entries]) => `<a href="/tags/${tag}.html">${tag} (${entries.length})</a>`).join('\n')}
</p>`);
