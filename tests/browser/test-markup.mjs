#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Every page and every drawing, of the sample in each theme and of the English site: the Nu HTML checker finds neither
// an error nor anything to warn of.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { require } from './lib/browser.mjs';
import { site, sites } from './lib/site.mjs';
import { done, none, ok } from './lib/test.mjs';

// The messages for these files, from one run of the checker.
function check(files) {
    const jar = require.resolve('vnu-jar/build/dist/vnu.jar');
    const output = execFileSync('java', ['-jar', jar, '--also-check-svg', '--exit-zero-always', '--stdout', '--format', 'json', ...files],
        { encoding: 'utf8', maxBuffer: 1 << 28 });
    // What is only information: <br /> for <br>.
    return JSON.parse(output).messages.filter(({ type, subType }) => type !== 'info' || subType === 'warning');
}

const built = Object.entries(sites()).map(([name, options]) => [name, site(options)]);
const everything = built.map(([name, root]) => [name, root, fs.readdirSync(root, { recursive: true }).map(String)
    .filter((file) => /\.(?:html|svg)$/.test(file)).sort().map((file) => path.join(root, file))]);
const messages = check(everything.flatMap(([, , files]) => files));
for (const [name, root, files] of everything) {
    ok(files.length > 5, `${name}: it has pages`);
    none(messages.filter(({ url }) => decodeURI(url).startsWith(`file:${root}/`)).map((message) =>
        `${decodeURI(message.url).slice(root.length + 6)}:${message.lastLine ?? ''}: ${message.type}: ${message.message} ${message.extract ?? ''}`),
    `${name}: the Nu HTML checker finds nothing`);
}
none(messages.filter(({ url }) => !built.some(([, root]) => decodeURI(url ?? '').startsWith(`file:${root}/`))).map((message) => message.message),
    'nor does it say anything else');
done();
