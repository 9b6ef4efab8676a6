#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Every page, from a folder of a host and from a disk: nothing is asked of another host, nothing is missing, and no
// page has anything to say on the console, a breach of its Content-Security-Policy included.
import { open, stop } from './lib/browser.mjs';
import { address, files, pages, serve, site } from './lib/site.mjs';
import { done, none, ok } from './lib/test.mjs';

const root = site();
const names = pages(root);
ok(names.length > 100, 'the sample site has many pages');
for (const base of [await serve(root), files(root)]) {
    const faults = [];
    const context = await open(base, { faults });
    const page = await context.newPage();
    // What a host shows for an address that is not there has no place on a disk.
    for (const name of names.filter((name) => base.startsWith('http') || name !== '404.html')) await page.goto(address(base, name));
    none(faults, `${base.replace(/:.*/, '')}: no page says or asks for anything that it should not`);
    await context.close();
}
await stop();
done();
