// SPDX-License-Identifier: MIT
// What the templates share: facts of the site, and the page around what a template makes.
'use strict';
const references = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text) => text.replace(/[&<>"]/g, (found) => references[found]);
const two = (number) => String(number).padStart(2, '0');

const site = module.exports = {
    title: '南浦区公告',
    base: 'https://www.example.org',
    menu: ['notices', 'news', 'events', 'commitments', 'honours', 'models', 'reports', 'pages'],
    labels: { notices: '公告', news: '新闻', events: '活动', commitments: '承诺', honours: '荣誉', models: '先进典型', reports: '总结', pages: '页面' },
    around: new Map(),
    escape,
    folder: (entry) => entry.inputPath.split('/')[2],
    // Front matter is read as UTC.
    date: (day) => `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月${day.getUTCDate()}日`,
    iso: (day) => `${day.getUTCFullYear()}-${two(day.getUTCMonth() + 1)}-${two(day.getUTCDate())}T${two(day.getUTCHours())}:${two(day.getUTCMinutes())}`,
    list: (entries) => `<ul>
${entries.map((entry) => `<li><time datetime="${site.iso(entry.date)}">${site.date(entry.date)}</time> <a href="${entry.url}">${escape(entry.data.title)}</a></li>`).join('\n')}
</ul>`,
    page(title, main) {
        site.header ??= `<header>
<p><a href="/index.html">${site.title}</a></p>
<nav>
${site.menu.map((folder) => `<a href="/${folder}.html">${site.labels[folder]}</a>`).join('\n')}
</nav>
</header>`;
        site.latest ??= `<aside>
<h2>最新</h2>
${site.list(site.entries.slice(0, 5))}
</aside>`;
        return `<!DOCTYPE html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} - ${site.title}</title>
<link rel="alternate" type="application/atom+xml" href="/feed.xml">
<link rel="stylesheet" href="/assets/style.css">
</head>
<body>
${site.header}
<main>
<h1>${escape(title)}</h1>
${main}
</main>
${site.latest}
</body>
</html>
`;
    },
};
