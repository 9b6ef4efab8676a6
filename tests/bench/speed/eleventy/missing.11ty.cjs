// SPDX-License-Identifier: MIT
'use strict';
const site = require('./site.cjs');

exports.data = { layout: null, permalink: '/404.html' };
exports.render = () => site.page('这一页找不到', '<p>它可能已经撤下，也可能地址有误。请从上面的栏目找起。</p>');
