#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// The preview in a browser, under the policies of both themes: pages reload where the reader was, what is wrong is laid over
// them and goes away, drafts are marked, and nothing of it can be taken for markup.
import { axe, narrow, open, stop, wide } from './lib/browser.mjs';
import { preview } from './lib/preview.mjs';
import { done, is, none, ok } from './lib/test.mjs';

const long = Array.from({ length: 80 }, (_, i) => `第${i + 1}段。`).join('\n\n');
const notice = (title, more = '', text = long) => `---\ntitle: ${title}\ndate: 2025-11-18\n${more}---\n\n${text}\n`;
const file = 'content/notices/2025/2025-11-18-preview.md';
const path = 'notices/2025/11-18-preview.html';

// What is laid over the page, by its class.
const over = (page, selector) => page.locator(`broadside-preview ${selector}`);

for (const theme of ['bulletin', 'plain']) {
    const shown = await preview({ theme, language: 'zh_CN', files: { [file]: notice('甲', 'draft: true\n') } });
    const faults = [];
    for (const host of ['127.0.0.1', 'localhost', '[::1]']) {
        const base = shown.base.replace('127.0.0.1', host);
        if (host === '[::1]' && !await fetch(base).catch(() => null)) continue;
        const context = await open(base, { faults, clock: false });
        const page = await context.newPage();
        shown.write(file, notice('甲', 'draft: true\n'));
        await page.goto(base + path);
        const title = (text) => page.getByRole('heading', { name: text, exact: true }).waitFor();
        await title('甲');
        await over(page, '.flag.hidden').waitFor();
        await page.evaluate(() => scrollTo(0, 1200));
        const link = page.locator('a[href]').last();
        await link.evaluate((element) => element.focus({ preventScroll: true }));
        shown.write(file, notice('乙', 'draft: true\n'));
        await title('乙');
        await over(page, '.flag.hidden').waitFor();
        is(await page.evaluate(() => scrollY), 1200, `${theme}, ${host}: reloaded where it was`);
        ok(await link.evaluate((element) => element === document.activeElement), `${theme}, ${host}: and the focus, too`);
        await context.close();
    }

    // On a telephone, in the dark.
    const context = await open(shown.base, { faults, viewport: narrow, colorScheme: 'dark', clock: false });
    const page = await context.newPage();
    await page.goto(`${shown.base}notices/index.html`);
    await page.locator('broadside-hidden').first().waitFor({ state: 'attached' });
    ok(await page.locator(`a[href$="11-18-preview.html"] broadside-hidden`).count() > 0, `${theme}: a link to a draft is marked`);
    await page.goto(shown.base + path);
    shown.write(file, notice('<img src=x onerror=alert(1)>', 'draft: true\ntitel: "<script>alert(2)</script>"\n'));
    await over(page, '.errors .message').first().waitFor();
    ok((await over(page, '.errors').innerText()).includes('“titel”'), `${theme}: what is wrong is laid over the page`);
    is(await over(page, '.errors .place').first().innerText(), `${file}:5:1`, `${theme}: with its place`);
    ok((await over(page, '.errors .quote').first().innerText()).includes('<script>alert(2)</script>'), `${theme}: its line, as text`);
    is(await over(page, '.errors mark').first().innerText(), 't', `${theme}: and where in it`);
    is(await over(page, ':is(script, img)').count(), 0, `${theme}: nothing of it is markup`);
    await page.getByRole('heading', { name: '乙', exact: true }).waitFor();
    ok(true, `${theme}: the last good version stays`);
    const box = await over(page, '.errors').boundingBox();
    ok(box.x >= 0 && box.x + box.width <= narrow.width && box.y >= 0, `${theme}: it fits on a telephone`);
    none((await axe(page)).filter((fault) => fault.includes('broadside-preview')), `${theme}: and everybody can read it`);
    await over(page, '.errors .bar').click();
    ok(!await over(page, '.errors .items').isVisible(), `${theme}: it can be folded`);
    await page.reload();
    await over(page, '.errors').waitFor();
    ok(!await over(page, '.errors .items').isVisible(), `${theme}: and stays so`);
    await over(page, '.errors .bar').press('Enter');
    ok(await over(page, '.errors .items').isVisible(), `${theme}: and opened, by the keyboard, too`);
    shown.write(file, notice('乙', 'draft: true\n'));
    await over(page, '.errors').waitFor({ state: 'detached' });
    ok(true, `${theme}: mended, it goes away by itself`);
    shown.write(file, notice('乙', '', `[x](nowhere.html)\n\n${long}`));
    await over(page, '.warnings').waitFor();
    ok(!await over(page, '.warnings .items').isVisible(), `${theme}: warnings are folded`);
    is(await over(page, '.flag.hidden').count(), 0, `${theme}: what is no draft has no mark`);

    none(faults, `${theme}: without a word on the console`);
    shown.remove(file);
    await over(page, '.flag.missing').waitFor();
    ok(true, `${theme}: a page that is gone says so`);
    shown.write(file, notice('丙'));
    await page.getByRole('heading', { name: '丙', exact: true }).waitFor();
    ok(true, `${theme}: and is shown when it comes back`);
    is(await shown.stop(), 0, `${theme}: ended`);
    await over(page, '.flag.lost').waitFor();
    ok(true, `${theme}: which the page says`);
    await context.close();
}

// What readers type is not lost, and a picture that comes is shown.
const shown = await preview({ files: { [file]: notice('甲') } });
const context = await open(shown.base, { viewport: wide, clock: false });
const page = await context.newPage();
await page.goto(`${shown.base}${path}`);
await page.getByRole('searchbox').first().fill('停水');
shown.write(file, notice('乙'));
await page.getByRole('heading', { name: '乙', exact: true }).waitFor();
is(await page.getByRole('searchbox').first().inputValue(), '停水', 'what was being typed');
await page.emulateMedia({ media: 'print' });
await shown.stop();
await over(page, '.flag.lost').waitFor({ state: 'attached' });
ok(!await over(page, '.flag.lost').isVisible(), 'nothing of it is printed');
await context.close();
await stop();
done();
