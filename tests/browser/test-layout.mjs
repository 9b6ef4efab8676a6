#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Every kind of page, in a narrow and a wide window, with usual and with the largest type: nothing sticks out at the
// side, and nothing moves once it is there, however late the pictures come.
import fs from 'node:fs';
import path from 'node:path';
import { narrow, open, stop, wide } from './lib/browser.mjs';
import { address, kinds, serve, site, top } from './lib/site.mjs';
import { done, none } from './lib/test.mjs';

// What is wider than the window, as selectors. What scrolls by itself may be wider inside.
function overflow() {
    const width = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= width) return [];
    const named = (element) => element.tagName.toLowerCase() + [...element.classList].map((name) => `.${name}`).join('');
    const scrolls = (element) => element && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
    const wider = [...document.body.querySelectorAll('*')].filter((element) =>
        element.getBoundingClientRect().right > width + 0.5 && !scrolls(element.parentElement));
    return [`${document.scrollingElement.scrollWidth} px wide in ${width}: ${wider.slice(-4).map(named).join(', ')}`];
}

async function painted() {
    for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
}

// Shifts of what was painted before all of the page had arrived, which a busy machine makes: a picture without its size
// moves what is below it by more than ten times as much.
const least = 0.002;

// What moved by more than that, from the first paint on: a line each.
function shifts(least) {
    return new Promise((resolve) => {
        const moved = [];
        const observer = new PerformanceObserver((list) => moved.push(...list.getEntries()));
        observer.observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve([...moved, ...observer.takeRecords()].filter(({ value }) => value > least).map(({ value, sources }) =>
            `moved by ${value}: ${sources.map(({ node }) => node && (node.outerHTML || node.textContent).slice(0, 80)).join(', ')}`)), 0);
    });
}

const root = site();
// A window of 1280 px at 400 %, a tablet, and a name and words that are long.
const english = path.join(top, 'tests/english-site');
const title = 'The Neighbourhood Council of Upper Saint Bartholomew-on-the-Water';
const long = site({ source: english, files: { 'broadside.yaml':
    fs.readFileSync(path.join(english, 'broadside.yaml'), 'utf8').replace(/^title: .*/m, `title: ${title}`) } });
for (const [source, widths] of [[root, [320, 768]], [long, [320, 768, 1280]]]) {
    const host = await serve(source);
    for (const width of widths) {
        const wider = [];
        const context = await open(host, { viewport: { width, height: 800 }, elder: width === 1280 ? 3 : undefined });
        const page = await context.newPage();
        for (const name of Object.values(kinds(source))) {
            await page.goto(address(host, name));
            wider.push(...(await page.evaluate(overflow)).map((text) => `${name}: ${text}`));
        }
        none(wider, `${source === long ? 'English, ' : ''}${width} px: nothing sticks out at the side`);
        await context.close();
    }
}
const base = await serve(root);
const found = Object.values(kinds(root));
for (const elder of [undefined, 3]) {
    for (const viewport of [narrow, wide]) {
        const faults = [], wider = [], moved = [];
        // So high that all of it is in sight: what moves below counts too.
        const context = await open(base, { faults, viewport: { ...viewport, height: 5000 }, elder });
        const page = await context.newPage();
        let held, release;
        await context.route(/\.(?:svg|png|jpe?g|webp|avif|gif)(?:\?|$)/, async (route) => {
            await held;
            await route.continue();
        });
        for (const name of found) {
            held = new Promise((resolve) => { release = resolve; });
            await page.goto(address(base, name), { waitUntil: 'domcontentloaded' });
            await page.evaluate(painted);
            release();
            await page.waitForLoadState();
            await page.evaluate(painted);
            wider.push(...(await page.evaluate(overflow)).map((text) => `${name}: ${text}`));
            moved.push(...(await page.evaluate(shifts, least)).map((text) => `${name}: ${text}`));
        }
        const where = `${viewport.width} px${elder ? ', largest type' : ''}`;
        none(wider, `${where}: nothing sticks out at the side`);
        none(moved, `${where}: nothing moves`);
        none(faults, `${where}: without a word on the console`);
        await context.close();
    }
}

// The name of the community is the face of the home page: five characters beside the telephones, on one line.
{
    const context = await open(base, { viewport: wide });
    const page = await context.newPage();
    await page.goto(address(base, 'index.html'));
    const lines = await page.$eval('h1', (name) => {
        const range = document.createRange();
        range.selectNodeContents(name);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    });
    none(lines === 1 ? [] : [`on ${lines} lines`], 'the name of the community stands on one line');
    await context.close();
}
await stop();
done();
