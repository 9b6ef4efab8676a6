#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// The search page, from a host and from a disk: what is found and marked, by type and year, while somebody types and
// composes; what it says where nothing is found; what has ended since the build; what it loads; and without scripts.
import fs from 'node:fs';
import path from 'node:path';
import { axe, open, stop } from './lib/browser.mjs';
import { address, files, serve, site } from './lib/site.mjs';
import { done, is, none, ok } from './lib/test.mjs';

const news = (name, day, title, text, more = '') => ({ [`content/news/${name}.md`]: `---\ntitle: ${JSON.stringify(title)}\ndate: ${day}\n${more}---\n\n${text}\n` });
const many = Object.assign({}, ...Array.from({ length: 23 }, (_, i) =>
    news(`many-${i}`, `2024-03-${String(i + 1).padStart(2, '0')}`, `第${i}次巡河`, `蓝桥两岸，第${i}次。`)));
const root = site({ files: {
    ...many,
    ...news('exact', '2025-02-01', '甲标题', '檐角风铃。'),
    ...news('near', '2025-02-02', '乙标题', '檐角有风，风铃不响；角风。'),
    ...news('titled', '2023-02-02', '檐角风铃上墙', '正文没有那个词。'),
    ...news('marks', '2025-02-03', '<b>&amp;</b> "\'`', '</script><script>alert(1)</script>：鹊桥 <img src=x onerror=alert(2)>'),
    ...news('ends', '2025-02-04', '限期', '珙桐花开到月底。', 'expires: 2025-11-25\n'),
    ...news('wide', '2025-02-05', 'Ｗi-Fi 与 Café', 'ＷＩＦＩ密码贴在门口，王　芳负责，12号楼。'),
} });

const titles = (page) => page.locator('.search-found .item-title').allTextContents();
const status = (page) => page.locator('.search-results [role=status]').textContent();
async function search(page, base, query) {
    await page.goto(address(base, 'search/index.html') + query);
    await page.locator('.search-results [role=status]:not(:empty)').waitFor({ state: 'attached' });
}

for (const base of [await serve(root), files(root)]) {
    const from = base.replace(/:.*/, '');
    const faults = [];
    const context = await open(base, { faults });
    const page = await context.newPage();
    const named = (text) => `${from}: ${text}`;

    // From the head of another page, as a form without scripts would.
    await page.goto(address(base, 'index.html'));
    await page.getByRole('searchbox').fill('檐角风铃');
    await page.getByRole('searchbox').press('Enter');
    await page.locator('.search-found .item').first().waitFor();
    is((await titles(page)).join(' '), '檐角风铃上墙 甲标题', named('what has it in its title comes first; what has its characters apart is not found'));
    is((await page.locator('.search-found mark').allTextContents()).join(' '), '檐角风铃 檐角风铃', named('it is marked'));
    ok((await status(page)).includes('2'), named('the count is said'));

    await page.locator('.item-title a', { hasText: '甲标题' }).click();
    await page.locator('.prose mark').waitFor();
    is(await page.locator('.prose mark').textContent(), '檐角风铃', named('and marked on its own page'));

    // More than ten; by year and by type.
    await search(page, base, '?q=蓝桥');
    is((await titles(page)).length, 10, named('ten at a time'));
    is((await titles(page))[0], '第22次巡河', named('the newest first'));
    await page.getByRole('button', { name: '再看十条' }).click();
    await page.locator('.search-found .item').nth(19).waitFor();
    is(await page.evaluate(() => document.activeElement.textContent), '第12次巡河', named('the focus is on the first of the next ten'));
    await page.getByRole('button', { name: '再看十条' }).evaluate((button) => { button.click(); button.click(); });
    await page.locator('.search-found .item').nth(22).waitFor();
    is(new Set(await titles(page)).size, 23, named('each once, however often it is pressed'));
    is(await page.getByRole('button', { name: '再看十条' }).count(), 0, named('and there are no more'));
    await search(page, base, '?q=标题&year=2025&type=news');
    ok((await titles(page)).includes('甲标题'), named('a year and a type in the address'));
    await search(page, base, '?q=檐角');
    await page.locator('nav[data-name=year] a', { hasText: '2023' }).click();
    await page.waitForFunction(() => document.querySelectorAll('.search-found .item').length === 1);
    is((await titles(page)).join(), '檐角风铃上墙', named('a year chosen'));
    ok(page.url().includes('year=2023'), named('stands in the address'));
    await page.goBack();
    await page.waitForFunction(() => document.querySelectorAll('.search-found .item').length === 3);
    await search(page, base, '?q=檐角&year=1999');
    is((await titles(page)).length, 0, named('a year without any'));

    // Width, case, accents, spaces within names, figures.
    for (const query of ['wifi', 'WIFI', 'ｗｉｆｉ', 'cafe', 'wi-fi', '王芳', '12号楼', '密码 王芳'])
        await search(page, base, `?q=${encodeURIComponent(query)}`), is((await titles(page))[0], 'Ｗi-Fi 与 Café', named(`'${query}'`));

    // What authors type is text.
    await search(page, base, '?q=鹊桥');
    is((await titles(page))[0], '<b>&amp;</b> "\'`', named('marks of HTML are text'));
    is(await page.locator('.search-found :is(script, img, b)').count(), 0, named('and make no elements'));
    await search(page, base, `?q=${encodeURIComponent('"><script>alert(1)</script>__proto__ \u2028')}`);
    is((await titles(page)).length, 0, named('nor does what is asked'));

    // Nothing.
    await search(page, base, '?q=没有这个词呀');
    ok((await status(page)).startsWith('没有找到'), named('nothing is found, and it says so'));
    ok(await page.locator('.search-lists a').count() > 5, named('and leads to lists'));

    await search(page, base, `?q=%20%20${'很长的问题'.repeat(30)}`);
    is((await status(page)).match(/“(.*)”/)[1], '很长的问题'.repeat(8) + '…', named('a long query is told by its beginning'));

    // While somebody types; not while they compose.
    await search(page, base, '?q=鹊桥');
    await page.evaluate(() => {
        const input = document.querySelector('.search-page input');
        input.value = 'chang';
        input.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true }));
        // Later than any search that this would have begun.
        return new Promise((resolve) => setTimeout(resolve, 300));
    });
    is((await titles(page)).length, 1, named('what is being composed is not searched for'));
    await page.evaluate(() => {
        const input = document.querySelector('.search-page input');
        input.value = '珙桐';
        input.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
    });
    await page.locator('.item-title', { hasText: '限期' }).waitFor();
    ok(true, named('what has been composed is'));
    if (from === 'http') none(await axe(page), named('axe has nothing to say'));
    await context.close();

    // What ended after the build.
    const later = await open(base, { faults, clock: '2025-11-26T09:00:00+08:00' });
    const then = await later.newPage();
    await search(then, base, '?q=珙桐');
    is((await titles(then)).length, 0, named('what has ended since is not found'));
    await later.close();

    const bare = await open(base, { faults, javaScriptEnabled: false });
    const plain = await bare.newPage();
    await plain.goto(address(base, 'search/index.html'));
    ok((await plain.locator('main').textContent()).includes('脚本'), named('without scripts the page says so'));
    ok(await plain.locator('main .search-lists a:visible').count() > 5, named('and leads to lists'));
    await bare.close();
    none(faults, named('without a word on the console'));
}

// Every two neighbours in a text are found by the page itself, as the index has them.
const base = files(root);
const context = await open(base);
const page = await context.newPage();
const index = fs.readFileSync(path.join(root, 'search/index.js'), 'utf8');
const { count } = JSON.parse(index.slice(index.indexOf('{'), index.lastIndexOf('}') + 1));
ok(count > 100, 'the index has many entries');
const text = '蓝桥两岸';
for (let i = 0; i + 1 < text.length; i++) {
    await search(page, base, `?q=${text.slice(i, i + 2)}`);
    ok((await status(page)).includes('23'), `'${text.slice(i, i + 2)}' is in all that have it`);
}
await context.close();

// What cannot be loaded is said: to those who wait for it.
const host = await serve(root);
const troubled = await open(host);
const slow = await troubled.newPage();
let hold; // called with each request that waits; undefined: none does
const ask = async (query) => {
    await slow.locator('.search-page input').fill(query);
    await slow.locator('.search-page input').press('Enter');
};
const held = () => new Promise((resolve) => { hold = resolve; });
const fail = async (route) => {
    const failed = slow.waitForEvent('requestfailed');
    await route.abort();
    await failed;
    await slow.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
};
await slow.route(/\/search\/t\d+\.js/, (route) => hold ? hold(route) : route.continue());
await slow.goto(address(host, 'search/index.html'));
const first = held();
await ask('檐角');
const early = await first;
hold = undefined;
await ask('wifi');
await slow.locator('.search-found .item').first().waitFor();
const said = await status(slow);
await fail(early);
is(await status(slow), said, 'what failed for an earlier search is not said of the next');
await ask('檐角');
await slow.locator('.item-title', { hasText: '甲标题' }).waitFor();
ok(true, 'and it is asked for again');
await slow.goto(address(host, 'search/index.html'));
const second = held();
await ask('檐角');
await fail(await second);
ok((await status(slow)).startsWith('搜索没能打开'), 'a file that is not there: it says so');
ok(await slow.locator('.search-lists a:visible').count() > 5, 'and the lists are below');
await troubled.close();
await stop();
done();
