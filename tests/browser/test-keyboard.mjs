#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// With the Tab key alone: the skip link comes first and leads to the text, then every link, button and field in the
// order of the page, each within the window and marked while it has the focus, and past the last one the page is left.
import { narrow, open, stop, wide } from './lib/browser.mjs';
import { address, kinds, serve, site } from './lib/site.mjs';
import { done, is, none, ok } from './lib/test.mjs';

// Numbers what can have the focus, in the order of the page: what each is, as text.
function number() {
    const all = [...document.querySelectorAll('a[href], area[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [tabindex], [contenteditable]')];
    return all.filter((element) => {
        const style = getComputedStyle(element);
        return element.tabIndex >= 0 && !element.disabled && element.type !== 'hidden' && style.visibility !== 'hidden'
            && element.getClientRects().length && !element.closest('[inert]')
            && (element.type !== 'radio' || element.checked || ![...document.getElementsByName(element.name)].some((other) => other.checked));
    }).map((element, i) => {
        element.focusNumber = i;
        return element.outerHTML.replace(/\s+/g, ' ').slice(0, 100);
    });
}

// Where the focus is, and what is wrong with it there.
function focus() {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const wrong = [];
    // "auto" is the browser's own ring, whose width is not said.
    if (style.outlineStyle !== 'auto' && (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2)) wrong.push('no outline of 2 px');
    if (box.bottom <= 0 || box.right <= 0 || box.top >= innerHeight || box.left >= innerWidth || box.width < 2 || box.height < 2)
        wrong.push('out of sight');
    return { number: element.focusNumber ?? -1, wrong, text: element.outerHTML.replace(/\s+/g, ' ').slice(0, 100) };
}

const root = site();
const base = await serve(root);
const found = kinds(root);
for (const viewport of [narrow, wide]) {
    const faults = [];
    const context = await open(base, { faults, viewport });
    const page = await context.newPage();
    for (const name of Object.values(found)) {
        await page.goto(address(base, name));
        const stops = await page.evaluate(number);
        const seen = [];
        for (let i = 0; i <= stops.length; i++) {
            await page.keyboard.press('Tab');
            const at = await page.evaluate(focus);
            // Past the last one the focus goes to the browser, or round to the first.
            if (!at || i === stops.length && at.number === 0) break;
            seen.push(at.number);
            faults.push(...at.wrong.map((text) => `${name}: ${at.text}: ${text}`));
            if (at.number !== i) {
                faults.push(`${name}: after ${stops[i - 1] ?? 'the start'}\n     comes ${at.text}\n  before ${stops[i] ?? 'the end'}`);
                break;
            }
        }
        if (seen.length < stops.length && seen.at(-1) === seen.length - 1) faults.push(`${name}: not reached: ${stops[seen.length]}`);
    }
    none(faults, `${viewport.width} px: everything is reached in its order, and marked`);
    await context.close();
}

const context = await open(base);
const page = await context.newPage();
for (const name of ['index.html', found['notices-year-one']]) {
    await page.goto(address(base, name));
    await page.keyboard.press('Tab');
    is(await page.evaluate(() => document.activeElement.getAttribute('href')), '#main', `${name}: the skip link is first`);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    ok(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)
        || document.querySelector('main').compareDocumentPosition(document.activeElement) === Node.DOCUMENT_POSITION_FOLLOWING),
    `${name}: it leads past the menu`);
}
await stop();
done();
