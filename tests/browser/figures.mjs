#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// figures: what the main pages of the sample cost a slow telephone: Chromium with a processor slowed down four times,
// 360 px wide, each page five times in a new window, the best of each figure printed: what else runs on the machine only
// adds. They depend on it: a timing fails nothing. What does not depend on it is in test-weight.mjs and test-layout.mjs.
import { narrow, open, stop } from './lib/browser.mjs';
import { address, kinds, serve, site } from './lib/site.mjs';

const slower = Number(process.env.SLOWER || 4);
const rounds = 5;

// Before the page: everything from the start.
function observe() {
    window.figures = { long: [], lcp: 0, cls: 0 };
    const each = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
    each('longtask', (entry) => window.figures.long.push(entry.duration));
    each('largest-contentful-paint', (entry) => { window.figures.lcp = entry.startTime; });
    each('layout-shift', (entry) => { window.figures.cls += entry.value; });
}

async function measure(base, name) {
    const context = await open(base, { viewport: narrow, clock: false });
    await context.addInitScript(observe);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
    let bytes = 0;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });
    await page.goto(address(base, name), { waitUntil: 'networkidle' });
    const figures = await page.evaluate(() => ({
        ...window.figures,
        fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
        ready: performance.getEntriesByType('navigation')[0].loadEventEnd,
        elements: document.getElementsByTagName('*').length,
    }));
    await context.close();
    return { ...figures, bytes };
}

const root = site();
const base = await serve(root);
const found = kinds(root);
const only = (process.env.ONLY || 'home notices notices-year-one reports-year-one archive-year commitments honours search screen').split(/[\s,]+/);
// The first page of a browser pays for starting it.
await measure(base, 'index.html');
console.log(`The processor slowed down ${slower} times, ${narrow.width} px; milliseconds; a long task takes more than 50.`);
console.log('first paint  largest   loaded  long tasks  longest    shift    bytes  elements  page');
for (const kind of only.filter((name) => found[name])) {
    const runs = [];
    for (let i = 0; i < rounds; i++) runs.push(await measure(base, found[kind]));
    const best = (take) => Math.min(...runs.map(take));
    const row = [[best((run) => run.fcp).toFixed(0), 11], [best((run) => run.lcp).toFixed(0), 9], [best((run) => run.ready).toFixed(0), 9],
        [best((run) => run.long.length), 12], [best((run) => Math.max(0, ...run.long)).toFixed(0), 9],
        [Math.max(...runs.map((run) => run.cls)).toFixed(4), 9], [runs[0].bytes, 9], [runs[0].elements, 10]];
    console.log(`${row.map(([value, width]) => String(value).padStart(width)).join('')}  ${found[kind]}`);
}
await stop();
