// SPDX-License-Identifier: MIT
'use strict';
const site = require('./site.cjs');

const updated = (entry) => `<updated>${site.iso(entry.date)}:00+08:00</updated>`;

exports.data = { layout: null, permalink: '/feed.xml' };
exports.render = () => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>${site.title}</title>
<id>${site.base}/index.html</id>
<link rel="self" href="${site.base}/feed.xml"/>
${updated(site.entries[0])}
<author><name>${site.title}</name></author>
${site.entries.slice(0, 20).map((entry) => `<entry>
<title>${site.escape(entry.data.title)}</title>
<id>${site.base}${entry.url}</id>
<link href="${site.base}${entry.url}"/>
${updated(entry)}
</entry>`).join('\n')}
</feed>
`;
