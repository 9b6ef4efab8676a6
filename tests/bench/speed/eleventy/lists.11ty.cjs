// SPDX-License-Identifier: MIT
'use strict';
const site = require('./site.cjs');

exports.data = {
    layout: null,
    pagination: { data: 'collections.lists', size: 1, alias: 'list' },
    permalink: ({ list }) => list.address,
};
exports.render = ({ list }) => site.page(list.title, `${site.list(list.entries)}
<nav>
${list.newer ? `<a rel="prev" href="${list.newer}">较新</a>` : ''}
<span>${list.number} / ${list.count}</span>
${list.older ? `<a rel="next" href="${list.older}">较早</a>` : ''}
</nav>`);
