#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// The hall's screen: it rolls, pauses, drops what has ended by the clock of the site's time zone and brings in what
// begins, takes over a new version only when that is there as a whole, and stays as it is without a network. The page
// turns a fake clock; nothing waits.
import fs from 'node:fs';
import path from 'node:path';
import { open, stop } from './lib/browser.mjs';
import { address, files, folder, serve, site } from './lib/site.mjs';
import { diag, done, is, none, ok } from './lib/test.mjs';

const DAY = 24 * 3600;
const source = folder();
function put(name, text) {
    fs.mkdirSync(path.dirname(path.join(source, name)), { recursive: true });
    fs.writeFileSync(path.join(source, name), text);
}
put('broadside.yaml', 'title: 桂花社区\nlanguage: zh-Hans\ntimezone: Asia/Shanghai\ntheme: bulletin\ncontacts: ["窗口：0519-55500000"]\n');
put('content/notices/a.md', '---\ntitle: 停水通知\ndate: 2025-11-18\nexpires: 2025-11-20\nissuer: 居委会\n---\n请接水。\n');
put('content/notices/b.md', '---\ntitle: 打疫苗\ndate: 2025-11-18\nexpires: 2025-11-22\n---\n周六上午，二楼。\n');
put('content/events/c.md', '---\ntitle: 手机课\nstart: 2025-11-21 14:00\nend: 2025-11-21 15:30\n---\n来。\n');
put('content/events/d.md', '---\ntitle: 换书集\nstart: 2025-11-22 14:00\n---\n来。\n');
put('data/slogans.yaml', '- { text: 电动车不进楼，充电请去车棚, to: 2025-11-20 }\n- { text: 天冷路滑，出门慢走, from: 2025-11-21, to: 2025-11-23 }\n');
const root = site({ source });

const faults = [];
const base = files(root);
const shown = (page) => page.locator('.slide:visible');
const words = async (page) => (await shown(page).innerText()).replace(/\s+/g, ' ');
// In steps of a second, as the one timer goes.
const run = (page, seconds) => page.clock.runFor(seconds * 1000);

// Lets the page do what it has been given to do.
const turn = (page) => page.evaluate(() => new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = resolve;
    channel.port2.postMessage(0);
}));

// A window with the screen in it. time: of the clock of its PC, which stands in New York.
async function hall(at, time, options = {}) {
    const context = await open(at, { faults, clock: false, timezoneId: 'America/New_York', locale: 'en-US', ...options });
    const page = await context.newPage();
    await page.clock.install({ time: new Date(time) });
    await page.goto(address(at, 'screen/index.html'));
    return page;
}

// Everything that rolls by in a round, sorted.
async function round(page) {
    const seen = new Set();
    for (let i = 0; i < 8; i++) {
        seen.add((await words(page)).match(/停水通知|打疫苗|活动预告|电动车不进楼|天冷路滑|桂花社区/)?.[0]);
        await page.keyboard.press('ArrowRight');
    }
    return [...seen].sort().join(' ');
}

{
    const page = await hall(base, '2025-11-20T09:00:00+08:00');
    is(await shown(page).count(), 1, 'one slide is to be seen');
    is(await page.getByRole('link').count(), 0, 'and nothing that leads away');
    is(await page.locator('.clock').innerText(), '11月20日周四 09:00', 'the clock is that of the site, not of the PC');
    const first = await words(page);
    await run(page, 7);
    is(await words(page), first, 'a slide stays for eight seconds at the least');
    await run(page, 24);
    ok(await words(page) !== first, 'and for thirty at the most');

    await page.keyboard.press('Space');
    const held = await words(page);
    await run(page, 300);
    is(await words(page), held, 'the space bar stops it');
    ok((await page.locator('.count').innerText()).startsWith('❚❚'), 'and it says so');
    const seen = (node) => getComputedStyle(node).opacity === '1';
    ok(!await page.locator('.controls').evaluate(seen), 'nothing lies on the slide while nobody moves');
    await page.mouse.move(300, 300);
    ok(await page.locator('.controls').evaluate(seen), 'and buttons are there for who moves the mouse');
    await page.keyboard.press('ArrowRight');
    const next = await words(page);
    ok(next !== held, 'an arrow leads on');
    await page.keyboard.press('ArrowLeft');
    is(await words(page), held, 'and back');
    await page.getByRole('button', { name: '继续' }).click();
    await run(page, 16);
    ok(await words(page) !== held, 'the button lets it go on');
    await page.getByRole('button', { name: '暂停' }).press('Enter');
    const again = await words(page);
    await run(page, 60);
    is(await words(page), again, 'Enter on the button stops it, once');
    await page.clock.fastForward(3700 * 1000);
    await run(page, 2);
    ok(await page.getByRole('button', { name: '暂停' }).count(), 'after an hour without anybody it goes on');

    is(await round(page), '停水通知 打疫苗 活动预告 电动车不进楼', 'what runs today');
    const place = await page.locator('.stage').evaluate((main) => main.style.transform);
    await run(page, 60);
    ok(await page.locator('.stage').evaluate((main) => main.style.transform) !== place, 'the picture moves a little each minute');
    const grounds = new Set();
    for (let i = 0; i < 2; i++) {
        grounds.add(await page.locator('html').getAttribute('data-ground'));
        await page.keyboard.press('PageDown');
    }
    is(grounds.size, 2, 'the ground is light and dark by turns');
    await page.context().close();
}
{
    // Midnight there is 11:00 in New York.
    const page = await hall(base, '2025-11-20T23:59:30+08:00');
    await page.keyboard.press('ArrowRight');
    is(await round(page), '停水通知 打疫苗 活动预告 电动车不进楼', 'half a minute before midnight');
    while (!(await words(page)).includes('停水通知')) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await run(page, 40);
    ok(!(await words(page)).includes('停水通知'), 'what has ended goes at midnight, also while it is stopped');
    is(await round(page), '天冷路滑 打疫苗 活动预告', 'and what begins has come');
    await page.context().close();
}
{
    const page = await hall(base, '2025-11-21T15:29:30+08:00');
    while (!(await words(page)).includes('活动预告')) await page.keyboard.press('ArrowRight');
    ok(/手机课.*换书集/.test(await words(page)), 'an event is there until its end');
    await run(page, 40);
    while (!(await words(page)).includes('活动预告')) await page.keyboard.press('ArrowRight');
    ok(/^(?!.*手机课).*换书集/.test(await words(page)), 'and not after it');
    await page.clock.fastForward(3 * DAY * 1000);
    await run(page, 2);
    is(await round(page), '桂花社区', 'when all has ended there is the card');
    const card = await words(page);
    ok(card.includes('2025年11月24日星期一') && card.includes('0519-55500000'), 'with the day and the telephone');
    await page.context().close();
}
{
    const page = await hall(base, '2009-01-01T00:00:00Z');
    is(await page.locator('.clock').innerText(), '', 'a clock before the day of the build is not shown');
    is(await round(page), '停水通知 打疫苗 活动预告 电动车不进楼', 'and it is the day of the build');
    await page.clock.fastForward(DAY * 1000);
    await run(page, 2);
    is(await round(page), '天冷路滑 打疫苗 活动预告', 'a day later the day after it');
    for (const time of ['2015-06-01T00:00:00Z', '2004-06-01T00:00:00Z']) {
        await page.clock.setSystemTime(new Date(time));
        await run(page, 2);
        is(await round(page), '停水通知 打疫苗 活动预告 电动车不进楼', `set to ${time.slice(0, 4)} it is the day of the build`);
    }
    await page.clock.setSystemTime(new Date('2039-01-01T00:00:00Z'));
    await run(page, 2);
    is(await round(page), '桂花社区', 'years ahead there is the card');
    await page.clock.setSystemTime(new Date('2025-11-20T09:00:00+08:00'));
    await run(page, 2);
    ok((await page.locator('.count').innerText()).endsWith('/ 4'), 'set right it has all again, and counts it');
    is(await page.locator('.clock').innerText(), '11月20日周四 09:00', 'and its clock is there');
    await page.context().close();
}
{
    // A thousand slides.
    const page = await hall(base, '2025-11-20T09:00:00+08:00', { reducedMotion: 'no-preference' });
    const session = await page.context().newCDPSession(page);
    const count = async () => {
        await session.send('HeapProfiler.collectGarbage');
        return (await session.send('Memory.getDOMCounters'));
    };
    const many = () => page.evaluate(() => {
        for (let i = 0; i < 1000; i++) document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    });
    await many();
    const before = await count();
    await many();
    await run(page, 300);
    const after = await count();
    ok(after.nodes <= before.nodes + 5 && after.jsEventListeners <= before.jsEventListeners,
        'a thousand slides and some minutes leave nothing behind') || diag(JSON.stringify([before, after]));
    await page.context().close();
}
{
    // All is to be seen on boards of every shape, letters have four hundredths of the short side or nearly so.
    const sample = files(site({ files: { 'content/notices/word.md':
        `---\ntitle: ${'A'.repeat(80)}\ndate: 2025-11-18\npinned: true\n---\nhttps://example.org/${'a'.repeat(100)}\n` } }));
    const cut = [], small = [], moved = [];
    for (const [width, height] of [[1920, 1080], [3840, 2160], [1080, 1920], [1024, 768]]) {
        const page = await hall(sample, '2025-11-20T09:00:00+08:00', { viewport: { width, height } });
        const shifts = await page.evaluate(() => new Promise((resolve) => {
            let sum = 0;
            new PerformanceObserver((list) => { for (const { value } of list.getEntries()) sum += value; }).observe({ type: 'layout-shift', buffered: true });
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
        }));
        if (shifts > 0.001) moved.push(`${width} × ${height}: ${shifts}`);
        const broken = await page.locator('button').evaluateAll((buttons) => buttons.filter((button) => {
            const range = document.createRange();
            range.selectNodeContents(button);
            return range.getClientRects().length > 1;
        }).length);
        if (broken) cut.push(`${width} × ${height}: ${broken} buttons of two lines`);
        for (let i = await page.locator('.slide').count(); i > 0; i--) {
            const found = await shown(page).evaluate((slide) => {
                const texts = [...slide.querySelectorAll('*')].filter((node) => node.offsetParent
                    && [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()));
                return { over: slide.scrollHeight > slide.clientHeight || slide.scrollWidth > slide.clientWidth,
                    least: Math.min(...texts.map((node) => parseFloat(getComputedStyle(node).fontSize))) / Math.min(innerWidth, innerHeight) };
            });
            if (found.over) cut.push(`${width} × ${height}: ${await words(page)}`);
            if (found.least < 0.037) small.push(`${width} × ${height}: ${found.least}: ${await words(page)}`);
            await page.keyboard.press('ArrowRight');
        }
        await page.context().close();
    }
    none(cut, 'no slide is cut off');
    none(moved, 'nothing moves after the first paint');
    none(small, 'no letters are too small for the hall');
}
{
    // From a disk a small script tells of a new version. It is believed when it has said so twice.
    const said = [];
    const context = await open(base, { faults: said, clock: false });
    const page = await context.newPage();
    let loads = 0;
    page.on('load', () => loads++);
    await page.clock.install({ time: new Date('2025-11-20T09:00:00+08:00') });
    await page.goto(address(base, 'screen/index.html'));
    const file = path.join(root, 'screen/version.js');
    const whole = fs.readFileSync(file, 'utf8');
    const asked = async () => {
        const answer = page.waitForEvent(fs.existsSync(file) ? 'requestfinished' : 'requestfailed', (request) => request.url().includes('version.js'));
        await page.clock.fastForward(601 * 1000);
        await answer;
        await turn(page);
    };
    await asked();
    await asked();
    none(said, 'from a disk: nothing is said on the console');
    fs.rmSync(file);
    await asked();
    fs.writeFileSync(file, whole.replace(/version: "\w+"/, 'version: "00000001"'));
    await asked();
    is(loads, 1, 'from a disk: it stays while it is not sure');
    const again = page.waitForEvent('load');
    await page.clock.fastForward(601 * 1000);
    await again;
    is(loads, 2, 'from a disk: it takes over what has come to stay');
    await context.close();
    fs.writeFileSync(file, whole);
}
{
    const page = await hall(base, '2025-11-20T09:00:00+08:00');
    const moves = () => shown(page).evaluate((slide) => getComputedStyle(slide).animationName);
    is(await moves(), 'none', 'nothing moves for those who ask for that');
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    is(await moves(), 'come', 'slides come softly for the others');
    await page.context().close();
}
{
    // Without script: a list of everything, with its days.
    const context = await open(base, { faults, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(address(base, 'screen/index.html'));
    is(await shown(page).count(), await page.locator('.slide').count(), 'without script all of it is to be seen');
    ok(/2025年11月21日 – 2025年11月23日/.test(await page.innerText('main')), 'with its days');
    await context.close();
}
{
    // From a host: a new version of the pages is taken over, a faulty one is not, and no network changes nothing.
    const host = await serve(root);
    const said = [];
    const context = await open(host, { faults: said, clock: false });
    const page = await context.newPage();
    let loads = 0;
    page.on('load', () => loads++);
    await page.clock.install({ time: new Date('2025-11-20T09:00:00+08:00') });
    await page.goto(address(host, 'screen/index.html'));
    await page.evaluate(() => navigator.serviceWorker.ready.then((it) => it.active.state === 'activated'
        || new Promise((resolve) => { it.active.onstatechange = resolve; })));
    none(said, 'nothing is said on the console');

    const file = path.join(root, 'screen/index.html');
    const whole = fs.readFileSync(file, 'utf8');
    const fresh = whole.replaceAll('打疫苗', '打流感疫苗').replace(/data-version="\w+"/, 'data-version="00000001"');
    // Asks for a newer version and waits for the answer to have been read.
    const asked = async () => {
        const answer = page.waitForResponse(/screen\/index\.html/);
        await page.clock.fastForward(601 * 1000);
        await (await answer).finished();
        await turn(page);
    };
    const has = (text) => page.evaluate((word) => document.querySelector('main').textContent.includes(word), text);
    fs.writeFileSync(file, fresh.slice(0, -20));
    await asked();
    ok(!await has('打流感疫苗'), 'half a page is not taken over');
    fs.writeFileSync(file, fresh.replace('data-day="2025-11-20"', 'data-day="2025-11-19"'));
    await asked();
    ok(!await has('打流感疫苗'), 'an older page is not taken over');
    fs.writeFileSync(file, fresh);
    await asked();
    await page.waitForFunction(() => document.querySelector('main').textContent.includes('打流感疫苗'));
    is(await shown(page).count(), 1, 'a new page is taken over, and rolls');
    is(loads, 1, 'without leaving the page');

    fs.writeFileSync(file, fresh.replace(/screen\.css\?v=\w+/, 'nothing.css?v=1'));
    const answers = [/nothing\.css/, /screen\.js/].map((name) => page.waitForResponse(name));
    await asked();
    await Promise.all(answers);
    await turn(page);
    is(loads, 1, 'a page whose style is missing is not gone to');
    fs.writeFileSync(file, fresh.replace(/screen\.css\?v=\w+/, 'screen.css?v=1'));
    const again = page.waitForEvent('load');
    await page.clock.fastForward(601 * 1000);
    await again;
    is(loads, 2, 'one with a new style is');

    fs.writeFileSync(file, '<!DOCTYPE html><html><body>请先登录</body></html>');
    await page.goto(address(host, 'screen/index.html'));
    is(await shown(page).count(), 1, 'a page where one has to log in first does not take its place');
    fs.writeFileSync(file, fresh.slice(0, -20));
    await page.goto(address(host, 'screen/index.html'));
    is(await shown(page).count(), 1, 'nor does half a page');

    await context.setOffline(true);
    await run(page, 1300);
    ok((await words(page)).length, 'without a network it rolls on');
    await page.goto(address(host, 'screen/index.html'));
    is(await shown(page).count(), 1, 'and starts again');
    ok(await page.evaluate(() => getComputedStyle(document.querySelector('.stage')).position === 'absolute'), 'with its style');
    await context.close();
    fs.writeFileSync(file, whole);
}
none(faults, 'without a word on the console, and without anything from elsewhere');
await stop();
done();
