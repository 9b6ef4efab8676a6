#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Photos as readers get them: galleries of one to twelve at three widths and on paper, the copy that fits the screen,
// the whole photo behind a click and from the keyboard, and a cover beside its words on the front page.
import { axe, narrow, open, stop, wide } from './lib/browser.mjs';
import { address, serve, site } from './lib/site.mjs';
import { png } from './lib/photos.mjs';
import { done, is, none, ok } from './lib/test.mjs';

const counts = [1, 2, 3, 4, 5, 7, 12];
// Lying, standing and broad ones.
const shapes = { 'lying.png': [2000, 1500], 'standing.png': [1000, 1400], 'broad.png': [1800, 700] };
const files = {};
for (const count of counts) {
    const folder = `content/news/2025/gallery-${count}`;
    for (const [name, size] of Object.entries(shapes)) files[`${folder}/${name}`] = png(...size);
    const lines = Array.from({ length: count }, (_, i) => `${Object.keys(shapes)[i % 3]} 楼道里新换的第 ${i + 1} 盏灯`);
    files[`${folder}/index.md`] = `---\ntitle: 换灯 ${count} 处\ndate: 2025-11-18\n---\n\n楼道里的灯换好了。\n\n`
        + `\`\`\`gallery 换灯\n${lines.join('\n')}\n\`\`\`\n`;
}
files['content/news/2025/lead/index.md'] = '---\ntitle: 新换的灯\ndate: 2025-11-20 09:00\ncover: lying.png\n'
    + 'alt: 巷口新换的一盏路灯\n---\n\n巷口的灯换好了。\n';
files['content/news/2025/lead/lying.png'] = png(...shapes['lying.png']);

const root = site({ files });
const base = await serve(root);
const gallery = (count) => address(base, `news/2025/11-18-gallery-${count}.html`);

// Where each photo of a gallery stands, and what is wrong with it by itself.
function photos() {
    return [...document.querySelectorAll('.gallery figure, figure.photo')].map((figure) => {
        const image = figure.querySelector('img'), { left, right, top, width, height } = image.getBoundingClientRect();
        return { left: Math.round(left), right: Math.round(right), top: Math.round(top), width, height, alt: image.alt,
            caption: figure.querySelector('figcaption')?.textContent, link: figure.querySelector('a').href };
    });
}

// Rows from the top down, each a list of photos.
function rows(list) {
    const found = new Map();
    for (const photo of list) found.set(photo.top, [...found.get(photo.top) || [], photo]);
    return [...found.values()];
}

for (const viewport of [narrow, { width: 768, height: 1024 }, wide]) {
    const faults = [];
    const context = await open(base, { faults, viewport });
    const page = await context.newPage();
    for (const count of counts) {
        const name = `${viewport.width} px, ${count} photos`;
        await page.goto(gallery(count));
        const list = await page.evaluate(photos);
        is(list.length, count, `${name}: all are there`);
        // Broad ones stand below the others, whole.
        const order = Array.from({ length: count }, (_, i) => i).sort((a, b) => (a % 3 === 2) - (b % 3 === 2) || a - b);
        none(list.filter(({ alt }, i) => alt !== `楼道里新换的第 ${order[i] + 1} 盏灯`).map(({ alt }) => alt), `${name}: each says what it shows`);
        none(list.filter(({ caption, alt }) => caption !== alt).map(({ caption }) => caption), `${name}: below it, too`);
        if (count === 1) continue;
        const found = rows(list), left = Math.min(...list.map((photo) => photo.left)), right = Math.max(...list.map((photo) => photo.right));
        none(found.filter((row) => Math.abs(row[0].left - left) > 1 || Math.abs(row.at(-1).right - right) > 1)
            .map((row) => row.map((photo) => `${photo.left}–${photo.right}`).join(' ')), `${name}: no row has a gap`);
        none(found.filter((row) => new Set(row.map(({ height }) => Math.round(height))).size > 1)
            .map((row) => row.map(({ height }) => height).join(' ')), `${name}: those of a row are as high as each other`);
    }
    none(faults, `${viewport.width} px: without a word on the console`);
    await context.close();
}

// On paper no photo is cut by the end of a page.
{
    const context = await open(base, { viewport: { width: 794, height: 1123 } });
    const page = await context.newPage();
    await page.goto(gallery(12));
    await page.emulateMedia({ media: 'print' });
    const broken = await page.$$eval('.gallery figure', (figures) => figures.map((figure) => getComputedStyle(figure).breakInside));
    none(broken.filter((value) => !value.startsWith('avoid')), 'on paper a photo stands on one page with its words');
    await context.close();
}

// The copy that a screen takes is the smallest that is as wide as what is shown of it.
for (const [viewport, deviceScaleFactor] of [[narrow, 1], [narrow, 2], [wide, 1], [wide, 2]]) {
    const context = await open(base, { viewport, deviceScaleFactor });
    const page = await context.newPage();
    for (const where of [base, gallery(1), gallery(2), gallery(3)]) {
        await page.goto(where);
        const taken = await page.evaluate(async () => {
            const images = [...document.querySelectorAll('main picture img')];
            for (const image of images) image.loading = 'eager';
            await Promise.all(images.map((image) => image.decode()));
            return images.map((image) => ({
                name: decodeURI(image.currentSrc).split('/').pop(), shown: image.getBoundingClientRect().width * devicePixelRatio,
                widths: image.parentElement.querySelector('source').srcset.split(',').map((copy) => parseInt(copy.trim().split(' ')[1], 10)),
            }));
        });
        const screen = `${viewport.width} px × ${deviceScaleFactor}: ${decodeURI(where.slice(base.length)) || 'front page'}`;
        ok(taken.length, `${screen}: photos are shown`);
        none(taken.filter(({ name, shown, widths }) => {
            // A tenth less is what nobody sees.
            const fit = widths.find((width) => width >= shown * 0.9) || widths.at(-1);
            return !name.endsWith(`-${fit}.webp`);
        }).map((copy) => JSON.stringify(copy)), `${screen}: the copy that fits is loaded, as WebP`);
    }
    await context.close();
}

// The words of the front page stand beside the photo of the first news, not below it.
{
    const context = await open(base, { viewport: wide });
    const page = await context.newPage();
    await page.goto(base);
    const [photo, words] = await page.$eval('.lead', (lead) => [lead.querySelector('img'), lead.querySelector('h3')].map((part) => {
        const { left, right, top, bottom } = part.getBoundingClientRect();
        return { left, right, top, bottom };
    }));
    ok(photo.right <= words.left && words.top < photo.bottom, 'the first news has its words beside its photo');
    is(await page.locator('.lead img').getAttribute('alt'), '巷口新换的一盏路灯', 'and the photo says what it shows');
    is(await page.locator('.lead img').getAttribute('loading'), null, 'it is loaded at once');
    await context.close();
}

// A click or the Enter key shows the whole photo, which is no page of its own: back leads to where one was.
{
    const faults = [];
    const context = await open(base, { faults, viewport: wide });
    const page = await context.newPage();
    await page.goto(gallery(5));
    none(await axe(page), 'axe has nothing against it');
    const second = page.locator('.gallery a').nth(1);
    ok((await second.boundingBox()).height > 100, 'the frame of what has the focus is around the photo');
    await second.focus();
    const outline = await second.evaluate((link) => getComputedStyle(link).outlineStyle);
    ok(outline !== 'none', 'the photo that has the focus shows it');
    await page.keyboard.press('Enter');
    await page.waitForURL(/standing-png-960\.jpg$/);
    const size = await page.$eval('img', (image) => `${image.naturalWidth}×${image.naturalHeight}`);
    is(size, '960×1344', 'the whole photo is shown, uncut');
    await page.goBack();
    ok(page.url().endsWith('gallery-5.html'), 'and back leads to the page');
    none(faults, 'without a word on the console');
    await context.close();
}
await stop();
done();
