#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Every kind of page is complete without JavaScript: what it says with it, it says without it. Controls that only
// a script can serve are not text.
import { open, stop } from './lib/browser.mjs';
import { address, kinds, serve, site } from './lib/site.mjs';
import { done, none } from './lib/test.mjs';

// The lines that are seen in the text of a page.
function lines() {
    const main = document.querySelector('main') || document.body;
    const seen = [];
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const around = walker.currentNode.parentElement;
        const text = walker.currentNode.data.replace(/\s+/g, ' ').trim();
        if (text && !around.closest('script, style, noscript, button, form, output, [role=status]') && around.checkVisibility({ visibilityProperty: true }))
            seen.push(text);
    }
    return seen;
}

const root = site();
const base = await serve(root);
const read = async (options) => {
    const context = await open(base, options);
    const page = await context.newPage();
    const texts = {};
    for (const name of Object.values(kinds(root))) {
        await page.goto(address(base, name));
        texts[name] = await page.evaluate(lines);
    }
    await context.close();
    return texts;
};

const faults = [];
const plain = await read({ faults, javaScriptEnabled: false });
const scripted = await read({ faults });
for (const name of Object.keys(scripted)) {
    if (!plain[name].length) faults.push(`${name}: says nothing without scripts`);
    const left = [...plain[name]];
    for (const line of scripted[name]) {
        const at = left.indexOf(line);
        if (at < 0) faults.push(`${name}: only with scripts: ${line}`);
        else left.splice(at, 1);
    }
}
none(faults, 'every kind of page says the same without scripts');
await stop();
done();
