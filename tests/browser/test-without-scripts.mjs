#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Every kind of page is complete without JavaScript: what it says with it, it says without it. Controls that only
// a script can serve are not text: buttons, and what the page itself hides (hidden="") until a script shows it.
import { open, stop } from './lib/browser.mjs';
import { address, kinds, serve, site } from './lib/site.mjs';
import { done, none } from './lib/test.mjs';

// Before any script of the page: notes what it hides from the start.
function note() {
    new MutationObserver((records) => {
        for (const { addedNodes } of records)
            for (const node of addedNodes) if (node.hidden) node.forScripts = true;
    }).observe(document, { childList: true, subtree: true });
}

// The lines that are seen in the text of a page.
function lines() {
    const main = document.querySelector('main') || document.body;
    const seen = [];
    const forScripts = (element) => element && (element.forScripts || forScripts(element.parentElement));
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const around = walker.currentNode.parentElement;
        const text = walker.currentNode.data.replace(/\s+/g, ' ').trim();
        if (text && !around.closest('script, style, noscript, button, form, output, [role=status]') && !forScripts(around)
            && around.checkVisibility({ visibilityProperty: true }))
            seen.push(text);
    }
    return seen;
}

const root = site();
const base = await serve(root);
const read = async (options) => {
    const context = await open(base, options);
    await context.addInitScript(note);
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
