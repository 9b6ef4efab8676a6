#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// What the pages of the sample weigh, as they lie on the disk: the front page with all that it loads, each page, the
// stylesheet. A kilobyte is 1000 bytes.
import fs from 'node:fs';
import path from 'node:path';
import { narrow, open, stop, wide } from './lib/browser.mjs';
import { pages, serve, site } from './lib/site.mjs';
import { diag, done, none, ok } from './lib/test.mjs';

const root = site();
const base = await serve(root);
const size = (name) => fs.statSync(path.join(root, name)).size;

for (const viewport of [narrow, wide]) {
    const faults = [], loaded = new Map();
    const context = await open(base, { faults, viewport });
    const page = await context.newPage();
    page.on('response', (response) => {
        const name = decodeURIComponent(new URL(response.url()).pathname.slice(new URL(base).pathname.length)) || 'index.html';
        loaded.set(name, size(name));
    });
    await page.goto(base, { waitUntil: 'networkidle' });
    // The icon is loaded without word of it.
    for (const icon of await page.locator('link[rel~=icon]').evaluateAll((links) => links.map((link) => link.href)))
        if (icon.startsWith(base)) loaded.set(new URL(icon).pathname.slice(new URL(base).pathname.length), size(new URL(icon).pathname.slice(new URL(base).pathname.length)));
    const sum = [...loaded.values()].reduce((a, b) => a + b, 0);
    ok(loaded.size >= 3, `${viewport.width} px: page, stylesheet and icon are counted`);
    ok(sum < 100000, `${viewport.width} px: the front page weighs less than 100 KB in all`)
        || diag([...loaded].map(([name, bytes]) => `${bytes} ${name}`).join('\n'));
    none(faults, `${viewport.width} px: without a word on the console`);
    await context.close();
}
none(pages(root).filter((name) => size(name) >= 60000).map((name) => `${name}: ${size(name)} bytes`), 'no page weighs 60 KB');
// 404.html finds its style sheet from the root of the host: it is that of the others.
none(pages(root).filter((name) => name !== '404.html').flatMap((name) => {
    const sheets = [...fs.readFileSync(path.join(root, name), 'utf8').matchAll(/<link rel="stylesheet" href="([^"?]*)/g)]
        .map(([, href]) => path.join(path.dirname(name), decodeURIComponent(href)));
    if (sheets.length > 1) return [`${name}: ${sheets.join(', ')}`];
    return sheets.filter((sheet) => size(sheet) >= 32000).map((sheet) => `${name}: ${sheet}: ${size(sheet)} bytes`);
}), 'no page has more than one stylesheet, of less than 32,000 bytes');
await stop();
done();
