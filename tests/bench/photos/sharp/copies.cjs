// SPDX-License-Identifier: MIT
// copies.cjs WAY EFFORT FROM TO: copies of the photos in a folder as Broadside makes them, by sharp: upright, 480, 960 and 1600 wide,
// as WebP and JPEG of quality 80. WAY: "clone", the pipelines of sharp's manual, or "raw", decoded once and held. EFFORT: of
// WebP, 0 to 6. As many photos at a time as there are processors.
const fs = require('fs');
const os = require('os');
const path = require('path');
const sharp = require('sharp');

const [way, effort, from, to] = process.argv.slice(2);
const widths = [480, 960, 1600];
const webp = { quality: 80, effort: Number(effort) };
const jpeg = { quality: 80 };

function save(picture, stem, width) {
    return [
        picture.clone().webp(webp).toFile(`${stem}-${width}.webp`),
        picture.clone().jpeg(jpeg).toFile(`${stem}-${width}.jpg`),
    ];
}

const ways = {
    clone(file, stem) {
        const photo = sharp(file).rotate();
        return widths.flatMap((width) => save(photo.clone().resize({ width, withoutEnlargement: true }), stem, width));
    },
    async raw(file, stem) {
        const { data, info } = await sharp(file).rotate().resize({ width: 1600, withoutEnlargement: true }).raw().toBuffer({ resolveWithObject: true });
        const raw = { width: info.width, height: info.height, channels: info.channels };
        return widths.flatMap((width) => save(sharp(data, { raw }).resize({ width, withoutEnlargement: true }), stem, width));
    },
};

const names = fs.readdirSync(from).filter((name) => name.endsWith('.jpg'));

async function work() {
    for (let name; (name = names.shift());)
        await Promise.all(await ways[way](path.join(from, name), path.join(to, path.parse(name).name)));
}

Promise.all(os.cpus().map(work)).catch((problem) => {
    console.error(problem);
    process.exit(1);
});
