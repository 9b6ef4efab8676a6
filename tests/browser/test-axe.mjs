#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Every kind of page, light, dark and in the largest type, in a narrow and a wide window: axe finds nothing against
// WCAG 2.2 AA and good practice.
import { axe, narrow, open, stop, wide } from './lib/browser.mjs';
import { address, kinds, serve, site, sites } from './lib/site.mjs';
import { done, none, ok } from './lib/test.mjs';

const root = site();
const base = await serve(root);
const found = kinds(root);
ok(Object.keys(found).length > 20, 'the sample site has many kinds of pages');
for (const [mode, options] of [['light', {}], ['dark', { colorScheme: 'dark' }], ['elder', { elder: 3 }]]) {
    const faults = [];
    const context = await open(base, { faults, ...options });
    const page = await context.newPage();
    for (const name of Object.values(found)) {
        await page.goto(address(base, name));
        for (const viewport of [narrow, wide]) {
            await page.setViewportSize(viewport);
            for (const fault of await axe(page)) faults.push(`${name} at ${viewport.width} px: ${fault}`);
        }
    }
    none(faults, `${mode}: axe finds nothing`);
    await context.close();
}
// In English, at one width: the words and their languages are others.
{
    const root = site(sites().english), base = await serve(root), faults = [];
    const context = await open(base, { faults, locale: 'en-GB', timezoneId: 'Europe/London' });
    const page = await context.newPage();
    const names = Object.values(kinds(root));
    ok(names.length > 20, 'the English site has many kinds of pages');
    for (const name of names) {
        await page.goto(address(base, name));
        for (const fault of await axe(page)) faults.push(`${name}: ${fault}`);
    }
    none(faults, 'English: axe finds nothing');
    await context.close();
}
await stop();
done();
