#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Every page and every drawing, of the sample in each theme and of the English site: the Nu HTML checker finds neither
// an error nor anything to warn of.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { require } from './lib/browser.mjs';
import { address, files, site, sites } from './lib/site.mjs';
import { done, none, ok } from './lib/test.mjs';

// The messages for these files, from one run of the checker.
function check(addresses) {
    const output = execFileSync('java', ['-jar', require.resolve('vnu-jar/build/dist/vnu.jar'), '--also-check-svg', '--exit-zero-always',
        '--stdout', '--format', 'json', ...addresses], { encoding: 'utf8', maxBuffer: 1 << 28 });
    return JSON.parse(output).messages.filter(({ type, subType, message }) =>
        // What is only information: <br /> for <br>.
        (type !== 'info' || subType === 'warning')
        // It takes 'self' for no place at all in a file, and a block of data (JSON-LD) for a script. What a
        // Content-Security-Policy forbids, the browser itself says in test-requests.mjs.
        && !/violates Content Security Policy/.test(message));
}

const built = Object.entries(sites()).map(([name, options]) => {
    const root = site(options);
    const names = fs.readdirSync(root, { recursive: true }).map(String).filter((file) => /\.(?:html|svg)$/.test(file)).sort();
    return { name, names, base: files(root) };
});
const messages = check(built.flatMap(({ names, base }) => names.map((file) => address(base, file))));
// It writes file:/ for file:///.
const place = ({ url }) => decodeURI(url ?? '').replace(/^file:\/*/, 'file:///');
const text = (message, base) => `${place(message).replace(base, '')}:${message.lastLine ?? ''}: ${message.type}: ${message.message} `
    + (message.extract ?? '').replace(/\n/g, ' ');
for (const { name, names, base } of built) {
    ok(names.length > 5, `${name}: it has pages`);
    none(messages.filter((message) => place(message).startsWith(base)).map((message) => text(message, base)), `${name}: the Nu HTML checker finds nothing`);
}
none(messages.filter((message) => !built.some(({ base }) => place(message).startsWith(base))).map((message) => text(message, '')), 'nor does it say anything else');
done();
