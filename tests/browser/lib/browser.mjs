// SPDX-License-Identifier: MIT
// Debian's Chromium, with a clock, a time zone and a language that do not depend on the machine, and watched: what a
// page says on the console, and what it asks of other hosts.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { NOW, top } from './site.mjs';

export const require = createRequire(`${top}build/browser/`);
const { chromium } = require('playwright-core');

export const narrow = { width: 360, height: 740 };
export const wide = { width: 1440, height: 900 };

let running;

// One browser a script, whoever asks for it first.
export function start() {
    running ??= chromium.launch({
        executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
        chromiumSandbox: process.getuid() !== 0,
        // No hinting, no caret: the same pixels on each run. No calls home.
        args: ['--disable-gpu', '--hide-scrollbars', '--font-render-hinting=none', '--disable-component-update', '--no-pings'],
    });
    return running;
}

export async function stop() {
    await (await running)?.close();
    running = undefined;
}

// A window of its own, without cookies or stores from before: { faults, …options of playwright's newContext }, and
// clock: false for the real one, elder: 1 … 3 for a reader who has chosen large type. What goes wrong in it is added to
// faults. base: what it may load from.
export async function open(base, { faults = [], clock = NOW, elder, ...options } = {}) {
    const context = await (await start()).newContext({
        viewport: wide, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', colorScheme: 'light', reducedMotion: 'reduce', ...options,
    });
    if (clock) await context.clock.setFixedTime(new Date(clock));
    if (elder) await context.addInitScript(chooseElder, elder);
    const where = (page) => decodeURIComponent(page.url().replace(base, ''));
    context.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(base) && !/^(?:data|blob|about):/.test(url)) faults.push(`${url}: asked for from elsewhere`);
    });
    context.on('response', (response) => {
        if (response.status() >= 400) faults.push(`${response.url()}: ${response.status()}`);
    });
    context.on('page', (page) => {
        page.on('console', (message) => {
            if (['error', 'warning'].includes(message.type())) faults.push(`${where(page)}: ${message.type()}: ${message.text()}`);
        });
        page.on('pageerror', (error) => faults.push(`${where(page)}: ${error.stack || error}`));
        page.on('requestfailed', (request) => {
            // An icon is still on its way when the next page is asked for.
            if (request.failure()?.errorText !== 'net::ERR_ABORTED') faults.push(`${request.url()}: ${request.failure()?.errorText}`);
        });
    });
    return context;
}

// What the switch of the page remembers, as chosen on another page. Outside of a site there is nowhere to remember it.
function chooseElder(level) {
    try {
        localStorage.setItem('broadside-elder', level);
    } catch { /* about:blank */ }
}

const axeSource = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

// What axe has against a page as it stands, a line each.
export async function axe(page) {
    // Not as a script of the page, which its policy would forbid.
    if (!await page.evaluate(() => Boolean(window.axe))) await page.evaluate(axeSource);
    const { violations } = await page.evaluate((tags) => window.axe.run(document,
        { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], preload: false }), axeTags);
    return violations.flatMap(({ id, nodes }) => nodes.map((node) =>
        `${id}: ${node.target.join(' ')}: ${node.failureSummary.replace(/\s*\n\s*/g, ' ')}`));
}
