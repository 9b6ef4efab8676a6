// SPDX-License-Identifier: MIT
'use strict';
const site = require('../site.cjs');

exports.render = ({ title, page, tags, content }) => {
    const { newer, older } = site.around.get(page.inputPath);
    return site.page(title, `<p>${site.labels[site.folder(page)]} <time datetime="${site.iso(page.date)}">${site.date(page.date)}</time></p>
<div class="text">
${content}</div>
<p>
${tags.map((tag) => `<a href="/tags/${tag}.html">${tag}</a>`).join('\n')}
</p>
<nav>
${older ? `<a rel="prev" href="${older.url}">前一篇：${site.escape(older.data.title)}</a>` : ''}
${newer ? `<a rel="next" href="${newer.url}">后一篇：${site.escape(newer.data.title)}</a>` : ''}
</nav>`);
};
