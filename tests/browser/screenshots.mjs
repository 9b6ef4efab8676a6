#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// screenshots FOLDER: the sample site as readers see it, one picture for each kind of page, width and mode:
// KIND-WIDTH-MODE.png, whole pages. Every kind at three widths; the main ones also dark, in the largest type, and as
// they are printed (a picture in one piece, and a PDF on A4). ONLY="home notices-year-one" in the environment takes
// only those kinds, and these in every mode.
import fs from 'node:fs';
import path from 'node:path';
import { open, stop } from './lib/browser.mjs';
import { address, kinds, pages, serve, site, top } from './lib/site.mjs';

const output = path.resolve(process.argv[2] || path.join(top, 'build/screenshots'));
const only = (process.env.ONLY || '').split(/[\s,]+/).filter(Boolean);
const widths = [360, 768, 1440];

const root = site();
const base = await serve(root);
const found = kinds(root);
// A page may be named by its place too: ONLY=notices/2025/10-15-caiwu-q3.html
for (const name of only) if (!found[name] && pages(root).includes(name)) found[name.replace(/\.html$/, '').replaceAll('/', '-')] = name;
const wanted = (kind, name) => !only.length || only.includes(kind) || only.includes(name);
// Every place in the tree, once.
const main = (kind) => only.length || !/-(?:\d+|page)$/.test(kind);
const chosen = Object.entries(found).filter(([kind, name]) => wanted(kind, name));
if (!chosen.length) {
    console.error(`There is no such kind: ${only.join(' ')}. There are: ${Object.keys(found).join(' ')}`);
    process.exit(1);
}
fs.mkdirSync(output, { recursive: true });
let count = 0;

// Pictures that are loaded when they come into sight are wanted now.
const complete = () => Promise.all([...document.images].map((image) => {
    image.loading = 'eager';
    return image.decode().catch(() => {});
}));

async function shoot(mode, widths, list, options) {
    const context = await open(base, options);
    const page = await context.newPage();
    for (const width of widths) {
        await page.setViewportSize({ width, height: width < 768 ? 740 : 1000 });
        for (const [kind, name] of list) {
            await page.goto(address(base, name));
            await page.evaluate(complete);
            await page.screenshot({ path: path.join(output, `${kind}-${width}-${mode}.png`), fullPage: true });
            count++;
        }
    }
    await context.close();
}

// As wide as the paper, at 96 px an inch; the margins are in the PDF.
async function print(list) {
    const context = await open(base, { viewport: { width: 794, height: 1123 } });
    const page = await context.newPage();
    for (const [kind, name] of list) {
        await page.emulateMedia({ media: 'screen' });
        await page.goto(address(base, name));
        await page.evaluate(complete);
        await page.pdf({ path: path.join(output, `${kind}-print.pdf`), preferCSSPageSize: true, format: 'A4' });
        await page.emulateMedia({ media: 'print' });
        await page.screenshot({ path: path.join(output, `${kind}-794-print.png`), fullPage: true });
        count += 2;
    }
    await context.close();
}

const mains = chosen.filter(([kind]) => main(kind));
await Promise.all([
    ...widths.map((width) => shoot('light', [width], chosen, {})),
    shoot('dark', [360, 1440], mains, { colorScheme: 'dark' }),
    shoot('elder', [360, 1440], mains, { elder: 3 }),
    print(mains),
]);
await stop();
console.log(`${count} files of ${chosen.length} kinds of pages in ${output}`);
