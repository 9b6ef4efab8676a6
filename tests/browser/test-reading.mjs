#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Large type, reading aloud, and what hides itself when its time is over.
import fs from 'node:fs';
import path from 'node:path';
import { narrow, open, stop } from './lib/browser.mjs';
import { address, files, kinds, pages, serve, site, top } from './lib/site.mjs';
import { done, is, none, ok } from './lib/test.mjs';

const notice = (fields) => `---\ntitle: ${fields.title}\ndate: 2025-11-18\n${fields.rest}\n---\n${fields.text}\n`;
// A site whose notices end on three days, in each way that a notice can end.
const ending = {
    'content/notices/2025/2025-11-18-t-keep.md': notice({ title: '通知到期保留', rest: 'expires: 2025-11-22', text: '保留的正文。' }),
    'content/notices/2025/2025-11-18-t-gone.md': notice({ title: '通知到期删除', rest: 'expires: 2025-11-22\nafter: remove', text: '删除的正文。' }),
    'content/notices/2025/2025-11-18-t-review.md': notice({ title: '测试公示', rest: 'kind: review\ncontact: 0519-55501216\nposting: { days: 6 }', text: '公示的正文。' }),
};
const root = site({ files: ending });
const base = files(root);
const home = address(base, 'index.html');
const at = (name) => address(base, pages(root).find((page) => page.includes(name)));
const text = (page, selector) => page.$eval(selector, (element) => element.innerText.trim());
const shown = (page, selector) => page.$$eval(selector, (all) => all.filter((element) => element.getClientRects().length).length);
const elder = (page) => page.evaluate(() => document.documentElement.dataset.elder ?? '');

// Large type is chosen by a button, holds on other pages, and is there before the page is painted.
{
    const faults = [];
    const context = await open(base, { faults });
    const page = await context.newPage();
    await page.goto(home);
    is(await elder(page), '', 'a page is in its standard type at first');
    is(await shown(page, '[data-do=larger]'), 0, 'and offers one button');
    await page.click('[data-do=elder]');
    is(await elder(page), '1', 'large type is chosen by it');
    is(await page.evaluate(() => getComputedStyle(document.body).fontSize), '22px', 'of 22 px');
    is(await page.getAttribute('[data-do=smaller]', 'aria-disabled'), 'true', 'which is the smallest');
    await page.click('[data-do=larger]');
    await page.click('[data-do=larger]');
    await page.click('[data-do=larger]', { force: true });
    is(await page.evaluate(() => getComputedStyle(document.body).fontSize), '30px', 'three steps lead to 30 px and no further');
    await page.reload();
    is(await elder(page), '3', 'it is remembered');
    await page.addInitScript(() => {
        window.shifted = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shifted += entry.value; }))
            .observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(at('gongshi'));
    is(await elder(page), '3', 'on other pages, too');
    await page.waitForTimeout(200);
    is(await page.evaluate(() => window.shifted), 0, 'and nothing shifts when such a page loads');
    const other = await context.newPage();
    await other.goto(home);
    await other.click('[data-do=elder]');
    is(await elder(other), '', 'the same button leads back');
    await page.waitForFunction(() => !document.documentElement.dataset.elder);
    ok(true, 'a page that is open elsewhere follows');
    none(faults, 'without a fault');
    await context.close();
}

// Where nothing can be remembered, as in a browser that forbids it, it works on the page.
{
    const faults = [];
    const context = await open(base, { faults });
    await context.addInitScript(() => Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden'); } }));
    const page = await context.newPage();
    await page.goto(home);
    await page.click('[data-do=elder]');
    is(await elder(page), '1', 'large type works without a store');
    await page.goto(address(base, 'notices/index.html'));
    is(await elder(page), '1', 'and holds in the same window');
    none(faults, 'and without a fault');
    await context.close();
}

// Every kind of page in large type: sizes, contrast, targets, width.
function measure() {
    const faults = [], seen = new Set();
    const say = (what, element, figure) => {
        const key = `${what}: ${element.tagName.toLowerCase()}.${element.className} in .${element.parentElement?.className}`;
        if (!seen.has(key)) faults.push(`${key}: ${figure}: ${element.textContent.trim().slice(0, 20)}`);
        seen.add(key);
    };
    const colour = (css) => css.match(/[\d.]+/g).map(Number);
    const light = (rgb) => rgb.slice(0, 3).map((v) => (v / 255 <= .04045 ? v / 255 / 12.92 : ((v / 255 + .055) / 1.055) ** 2.4))
        .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
    const ground = (element) => {
        for (let e = element; e; e = e.parentElement) {
            const c = colour(getComputedStyle(e).backgroundColor);
            if (c.length < 4 || c[3] > 0) return c;
        }
        return [255, 255, 255];
    };
    if (document.documentElement.scrollWidth > innerWidth) faults.push(`the page is ${document.documentElement.scrollWidth} px wide`);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (!node.data.trim() || !element.getClientRects().length || element.closest('svg, .visually-hidden')) continue;
        const style = getComputedStyle(element);
        const size = parseFloat(style.fontSize);
        if (size < 18) say('small print', element, size);
        if (/justify/.test(style.textAlign)) say('justified', element, style.textAlign);
        if (element.closest('p, li, dd, td') && !element.closest('sup') && size <= 36 && parseFloat(style.lineHeight) / size < 1.49) say('tight lines', element, style.lineHeight);
        const [a, b] = [light(colour(style.color)), light(ground(element))];
        const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
        if (contrast < 7) say('contrast', element, contrast.toFixed(2));
    }
    for (const element of document.querySelectorAll('a, button, input, select, summary')) {
        if (!element.getClientRects().length || element.closest('.prose :is(p, li, td), .skip, .visually-hidden')) continue;
        const over = getComputedStyle(element, '::after');
        const own = element.getBoundingClientRect();
        const box = over.content !== 'none' && over.position === 'absolute' ? { width: parseFloat(over.width), height: parseFloat(over.height) } : own;
        if (Math.min(box.width, box.height) < 59.5) say('target', element, `${box.width.toFixed()} x ${box.height.toFixed()}`);
    }
    return faults;
}
{
    const faults = [];
    const names = [...new Set(Object.values(kinds(root)))].filter((name) => !/^(?:404|screen)/.test(name));
    for (const [width, size, colorScheme] of [[360, 1, 'light'], [360, 3, 'dark'], [768, 3, 'light'], [1440, 2, 'dark']]) {
        const context = await open(base, { colorScheme, viewport: { width, height: 900 } });
        await context.addInitScript((value) => localStorage.setItem('broadside-elder', value), size);
        const page = await context.newPage();
        for (const name of names) {
            await page.goto(address(base, name));
            for (const fault of await page.evaluate(measure)) faults.push(`${width} px, size ${size}, ${colorScheme}: ${name}: ${fault}`);
        }
        await context.close();
    }
    none(faults, 'in large type: 18 px, contrast of 7, targets of 60 px, no text set to both edges, no page wider than its window');
}

// What expires between builds. The clock of the machine is in another zone than the site.
const over = async (clock, act, options = {}) => {
    const faults = [];
    const context = await open(base, { clock, timezoneId: 'America/New_York', faults, ...options });
    await act(await context.newPage());
    none(faults, `${clock}: without a fault`);
    await context.close();
};
const review = (page) => text(page, '[data-days-left]');
await over('2025-11-22T23:59:00+08:00', async (page) => {
    await page.goto(at('notices/index.html'));
    ok(await page.isVisible('text=通知到期保留'), 'a notice is in the list on its last day');
    is(await page.$$eval('.over', (all) => all.length), 0, 'and nothing is said');
    await page.goto(at('t-review'));
    ok(/还有1天/.test(await review(page)), 'a review says how many days are left');
});
await over('2025-11-23T00:01:00+08:00', async (page) => {
    await page.addInitScript(() => {
        window.shifted = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shifted += entry.value; }))
            .observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(at('notices/index.html'));
    ok(!await page.isVisible('text=通知到期保留'), 'a minute into the next day of the site, it is gone from the list');
    ok(!await page.isVisible('text=通知到期删除'), 'as is one that will be removed');
    ok(await page.isVisible('text=测试公示'), 'and not one that runs on');
    const hidden = await page.$$eval('li[data-until][hidden]', (all) => all.length);
    is(await text(page, '.over'), `${hidden}条内容已到期，不再显示。`, 'the list says how many are gone');
    is(await page.evaluate(() => window.shifted), 0, 'nothing shifts');
    await page.goto(at('t-keep'));
    is(await text(page, '.state'), '本页内容已于2025年11月22日到期，仅作存档。', 'its own page says so');
    ok(await page.isVisible('text=保留的正文'), 'and keeps its text');
    await page.goto(at('t-gone'));
    ok(/2025年11月22日到期撤下/.test(await text(page, '.state')), 'one that will be removed says so');
    ok(!await page.isVisible('text=删除的正文'), 'and shows its text no longer');
    await page.goto(at('t-review'));
    ok(await page.isVisible('text=公示的正文'), 'the review goes on');
    is((await review(page)).replace(/[（）]/g, ''), '今天是最后一天', 'and says that this is its last day');
    await page.goto(home);
    is(await shown(page, '.agenda li'), await page.$$eval('.agenda li', (all) => all.filter((li) => li.dataset.until >= '2025-11-23').length), 'events leave the agenda');
    ok(await page.$$eval('.agenda li', (all) => all.some((li) => li.hidden)), 'of which there was one');
});
await over('2027-01-01T12:00:00+08:00', async (page) => {
    await page.goto(at('t-review'));
    ok(!await page.isVisible('text=公示的正文'), 'of a review that is over, the text is gone');
    ok(/公示已于2025年11月\d+日期满/.test(await text(page, '.state')), 'and a sentence says so');
    is(await shown(page, '[data-days-left]'), 0, 'no days are left');
    await page.goto(home);
    is(await shown(page, '.agenda li, .sheet[data-until]'), 0, 'on the home page all that had an end is gone');
    ok(await shown(page, '.agenda + .over'), 'and the empty agenda says so');
});
await over('2001-01-01T12:00:00+08:00', async (page) => {
    await page.goto(at('t-review'));
    ok(/还有3天/.test(await review(page)), 'a clock that is behind counts as the day of the build');
    await page.goto(home);
    is(await page.$$eval('[data-until][hidden]', (all) => all.length), 0, 'and hides nothing');
});
{
    const context = await open(base, { clock: '2025-11-22T20:00:00+08:00' });
    const page = await context.newPage();
    await page.goto(at('notices/index.html'));
    await context.clock.setFixedTime(new Date('2025-11-23T08:00:00+08:00'));
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    ok(!await page.isVisible('text=通知到期保留'), 'a page that was left open overnight hides it when it is looked at');
    await context.close();
}

{
    const context = await open(base, { clock: false });
    const page = await context.newPage();
    await page.clock.install({ time: new Date('2025-11-22T22:00:00+08:00') });
    await page.goto(at('notices/index.html'));
    ok(await page.isVisible('text=通知到期保留'), 'a page is opened on the last evening');
    await page.clock.fastForward('03:00:00');
    ok(!await page.isVisible('text=通知到期保留'), 'and hides it after midnight without being touched');
    await context.close();
}

// Reading aloud, by a voice that only writes down what it is to say.
const voices = (list) => {
    window.said = [];
    let current = null;
    window.SpeechSynthesisUtterance = function (words) { this.text = words; };
    Object.defineProperty(window, 'speechSynthesis', { value: {
        getVoices: () => list,
        speak(utterance) { current = utterance; window.said.push({ text: utterance.text, rate: utterance.rate, voice: utterance.voice.name }); },
        cancel() { const old = current; current = null; window.cancelled = true; if (old?.onerror) setTimeout(() => old.onerror({ error: 'canceled' })); },
        addEventListener() {},
    } });
    window.spoken = () => { const old = current; current = null; old?.onend(); };
};
const local = { name: '本地', lang: 'zh-CN', localService: true };
const remote = { name: '远程', lang: 'zh-CN', localService: false };
const cantonese = { name: '粤语', lang: 'zh-HK', localService: true };
for (const [list, seen, why] of [[[remote], 0, 'of another host'], [[cantonese], 0, 'in Cantonese'], [[{ ...local, lang: 'en-US' }], 0, 'in English'],
    [[], 0, 'none'], [[{ ...local, lang: 'zh_CN' }], 1, 'of a telephone'], [[cantonese, remote, local], 1, 'among others']]) {
    const context = await open(base);
    await context.addInitScript(voices, list);
    const page = await context.newPage();
    await page.goto(home);
    is(await page.isVisible('[data-do=speak]') ? 1 : 0, seen, `a voice ${why}: ${seen ? 'a' : 'no'} button`);
    await context.close();
}
{
    const faults = [];
    const context = await open(base, { faults });
    await context.addInitScript(voices, [cantonese, remote, local]);
    const page = await context.newPage();
    await page.goto(at('dianxing-gongshi'));
    const button = page.locator('[data-do=speak]');
    const label = () => button.innerText();
    const said = () => page.evaluate(() => window.said);
    const marked = () => page.$$eval('.read-now', (all) => all.map((element) => element.tagName).join());
    is(await label(), '朗读', 'the button says what it does');
    await button.focus();
    await page.keyboard.press('Enter');
    is(await label(), '暂停', 'and what it will do next');
    is((await said()).length, 1, 'one sentence at a time is said');
    is((await said())[0].voice, '本地', 'by a local voice');
    is(await marked(), 'P', 'what is being read is marked');
    await page.evaluate(() => window.spoken());
    ok((await said())[1].text.includes('先进典型拟表彰对象公示'), 'then the title');
    is(await marked(), 'H1', 'which is marked in turn');
    await button.click();
    is(await label(), '继续', 'it can be paused');
    const before = (await said()).length;
    await page.waitForTimeout(50);
    is((await said()).length, before, 'and is silent then');
    await button.click();
    is((await said()).at(-1).text, (await said())[1].text, 'it goes on with the sentence that was broken off');
    for (let i = 0; i < 400 && await label() === '暂停'; i++) await page.evaluate(() => window.spoken());
    is(await label(), '朗读', 'at the end it falls silent by itself');
    is(await marked(), '', 'and marks nothing');
    const all = (await said()).map((piece) => piece.text);
    none(all.filter((piece) => piece.length > 60), 'no piece is longer than what a browser can say');
    ok(all.includes('郑怀谦，个人·敬业奉献，主办社区黑板报十年120期，为邻居写春联两千余副'), 'a table is read row by row');
    ok(all.some((piece) => piece.startsWith('公示期：')), 'a fact with its name');
    const body = all.join('').replace(/\s/g, '');
    ok(!body.includes('相关内容') && !body.includes('首页'), 'and no menu');
    const words = (await page.$eval('.prose', (prose) => prose.innerText)).replace(/[\s·，]/g, '');
    ok(words.length > 200 && body.replace(/[·，]/g, '').includes(words.slice(0, 60)), 'the text is whole');
    await button.click();
    await page.keyboard.press('Escape');
    is(await label(), '朗读', 'Escape stops it');
    await button.click();
    await page.click('[data-do=stop]');
    is(await label(), '朗读', 'as does a button');
    is(await page.evaluate(() => document.activeElement.dataset.do), 'speak', 'which gives the focus back');
    await button.click();
    await page.evaluate(() => { window.cancelled = false; window.dispatchEvent(new Event('pagehide')); });
    ok(await page.evaluate(() => window.cancelled), 'and leaving the page');
    none(faults, 'without a fault');
    await context.close();
}

// While a page is read aloud its buttons stand at the foot of the window, and not upon what has the focus.
{
    const context = await open(base, { viewport: narrow, elder: 3 });
    await context.addInitScript(voices, [local]);
    const page = await context.newPage();
    await page.goto(home);
    await page.click('[data-do=speak]');
    ok(await page.$eval('.speaking', (bar) => Math.abs(innerHeight - bar.getBoundingClientRect().bottom) < 20), 'the buttons stand at the foot of the window');
    const hidden = [];
    let steps = 0;
    for (; steps < 200; steps++) {
        await page.keyboard.press('Tab');
        const under = await page.evaluate(() => {
            const element = document.activeElement, bar = document.querySelector('.speaking');
            if (element === document.body) return null;
            if (bar.contains(element)) return '';
            const [a, b] = [element.getBoundingClientRect(), bar.getBoundingClientRect()];
            // What is taller than the window has to show its beginning only.
            const bottom = a.height > b.top ? a.top + 1 : a.bottom;
            return a.left < b.right && a.right > b.left && a.top < b.bottom && bottom > b.top ? element.outerHTML.slice(0, 80) : '';
        });
        if (under === null) break;
        if (under) hidden.push(under);
    }
    ok(steps > 40 && steps < 200, 'the keyboard walks through the page and out of it');
    none(hidden, 'and never below the buttons');
    await context.close();
}

// On paper the size of the screen does not count, nor its colours.
{
    const context = await open(base, { elder: 3, colorScheme: 'dark' });
    const page = await context.newPage();
    await page.goto(home);
    const look = () => page.evaluate(() => [getComputedStyle(document.body).fontSize, getComputedStyle(document.body).backgroundColor].join());
    is(await look(), '30px,rgb(0, 0, 0)', 'large and dark on the screen');
    await page.emulateMedia({ media: 'print' });
    is(await look(), '14px,rgb(255, 255, 255)', 'is 10.5 pt and white on paper');
    await context.close();
}

// Without scripts: no button, nothing hidden, the dates in plain words.
{
    const context = await open(base, { javaScriptEnabled: false, clock: false });
    const page = await context.newPage();
    await page.goto(at('t-review'));
    is(await shown(page, '.reading, .reading *'), 0, 'without scripts there is no button');
    ok(await page.isVisible('text=公示的正文'), 'the text is there');
    ok(/2025年11月23日/.test(await text(page, '.facts')), 'with its last day');
    await context.close();
}

// The policy refuses what an author's HTML would bring along, and no page of the site.
{
    const faults = [];
    const host = await serve(site({ files: {
        'broadside.yaml': `${fs.readFileSync(path.join(top, 'broadside.yaml'), 'utf8')}\nraw_html: true\n`,
        'content/pages/raw.md': '---\ntitle: HTML\n---\n<p id="one" style="color: rgb(1, 2, 3)" onclick="x()">一</p>\n<video controls width="900"></video>\n<audio controls></audio>\n<details><summary>看</summary>里</details>\n<script>window.ran = 1</script>\n',
    } }));
    const context = await open(host, { faults });
    const page = await context.newPage();
    await page.goto(`${host}pages/raw.html`);
    ok(await page.isVisible('#one'), 'HTML of an author is shown');
    ok(await page.evaluate(() => window.ran !== 1 && getComputedStyle(document.getElementById('one')).color !== 'rgb(1, 2, 3)'),
        'but neither its script nor its style takes effect');
    await page.setViewportSize({ width: 320, height: 740 });
    is(await page.evaluate(() => document.scrollingElement.scrollWidth), 320, 'and its films and sounds are no wider than the window');
    ok(faults.length >= 2 && faults.every((fault) => fault.includes('Content Security Policy')), 'as the console says');
    await context.close();
}
await stop();
done();
