#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// The page of the evidence in a year's record: axe finds nothing, nothing is wider than the window, what it shows it
// needs nobody for, and from the gaps one gets to the item and from there to the website of the year.
import { axe, narrow, open, stop, wide } from './lib/browser.mjs';
import { address, files, record, serve } from './lib/site.mjs';
import { done, is, none, ok } from './lib/test.mjs';

const hostile = '</a><script>alert(1)</script>\u202e' + 'x'.repeat(300);
const data = record({
    files: {
        'content/news/2025/2025-11-01-hostile.md': `---\ntitle: '${hostile}'\ndate: 2025-11-01\nindicators: [B-2]\n---\n\nText.\n`,
        // What the sample has beside: an item that nothing proves, and evidence with attachments.
        'content/news/2025/2025-11-02-long/index.md': "---\ntitle: 附件\ndate: 2025-11-02\nindicators: [B-2]\nattachments: [" + 'a'.repeat(80) + ".txt]\n---\n\nText.\n",
        ['content/news/2025/2025-11-02-long/' + 'a'.repeat(80) + '.txt']: 'x',
    },
});
for (const [base, where] of [[await serve(data), 'from a host'], [files(data), 'from the disk']]) {
    const faults = [];
    const context = await open(base, { faults, javaScriptEnabled: true });
    const page = await context.newPage();
    await page.goto(address(base, 'evidence.html'));
    for (const viewport of [narrow, wide]) {
        await page.setViewportSize(viewport);
        for (const fault of await axe(page)) faults.push(`at ${viewport.width} px: ${fault}`);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) faults.push(`${over} px wider than a window of ${viewport.width} px`);
    }
    is(await page.evaluate(() => getComputedStyle(document.querySelector('h2')).borderBottomStyle), 'solid', `${where}: its own style is let through`);
    ok((await page.locator('.entries').first().innerText()).length > 0, `${where}: there is evidence`);
    ok((await page.getByText('alert(1)').count()) > 0, `${where}: a title is text`);
    await page.locator('tbody a').first().click();
    await page.waitForURL(/#./);
    const id = decodeURIComponent(new URL(page.url()).hash.slice(1));
    is(await page.locator(`[id="${id}"]`).evaluate((node) => /^H[1-6]$/.test(node.tagName)), true, `${where}: a gap leads to its item`);
    await page.locator('.entries .title a').first().click();
    // A click ends before the page that it leads to is there.
    await page.waitForURL(/\/site\//);
    ok((await page.locator('h1').count()) > 0, `${where}: an entry leads to its page`);
    none(faults, `${where}: no faults`);
    await context.close();
}
await stop();
done();
