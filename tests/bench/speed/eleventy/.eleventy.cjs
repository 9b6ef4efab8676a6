// SPDX-License-Identifier: MIT
// The pages of ../lean. Templates are functions, the fastest that Eleventy has, and Markdown is nothing but Markdown. What
// several pages need is worked out once, when the collections are made.
'use strict';
const markdown = require('markdown-it');
const site = require('./site.cjs');

const PER_PAGE = 25;

// The pages of a list of entries: `path` is the first one's, without .html.
function paginate(path, title, entries) {
    const count = Math.max(1, Math.ceil(entries.length / PER_PAGE));
    const address = (number) => number < 1 || number > count ? null : number === 1 ? `/${path}.html` : `/${path}/page/${number}.html`;
    return Array.from({ length: count }, (_, i) => ({
        title, count, number: i + 1, address: address(i + 1), newer: address(i), older: address(i + 2),
        entries: entries.slice(i * PER_PAGE, (i + 1) * PER_PAGE),
    }));
}

function group(entries, keys) {
    const groups = new Map();
    for (const entry of entries) {
        for (const key of keys(entry)) {
            if (!groups.has(key)) groups.set(key, []);
            groups.get(key).push(entry);
        }
    }
    return groups;
}

function entriesOf(api) {
    const entries = api.getAll().filter((item) => item.inputPath.startsWith('./content/')).sort((a, b) => b.date - a.date);
    site.entries = entries;
    site.folders = group(entries, (entry) => [site.folder(entry)]);
    site.years = group(entries, (entry) => [String(entry.date.getUTCFullYear())]);
    site.tags = new Map([...group(entries, (entry) => entry.data.tags || [])].sort(([a], [b]) => a.localeCompare(b, 'zh')));
    for (const list of site.folders.values()) {
        list.forEach((entry, i) => site.around.set(entry.inputPath, { newer: list[i - 1], older: list[i + 1] }));
    }
    return entries;
}

function listsOf(api) {
    if (!site.entries) entriesOf(api);
    return [
        ...site.menu.flatMap((folder) => paginate(folder, site.labels[folder], site.folders.get(folder) || [])),
        ...[...site.years].flatMap(([year, entries]) => paginate(`archive/${year}`, `${year}年`, entries)),
        ...[...site.tags].flatMap(([tag, entries]) => paginate(`tags/${tag}`, tag, entries)),
    ];
}

module.exports = (config) => {
    config.setLibrary('md', markdown({ html: false, linkify: true }));
    config.addGlobalData('layout', 'entry.11ty.cjs');
    config.addGlobalData('permalink', () => ({ page }) => page.inputPath.slice('./content'.length, -'.md'.length) + '.html');
    config.addCollection('entries', entriesOf);
    config.addCollection('lists', listsOf);
    config.addPassthroughCopy('assets');
    config.setQuietMode(true);
    return { markdownTemplateEngine: false, templateFormats: ['md', '11ty.cjs'] };
};
