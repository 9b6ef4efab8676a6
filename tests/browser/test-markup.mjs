#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Every page and every drawing, of the sample in each theme and of the English site: the Nu HTML checker finds neither
// an error nor anything to warn of.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { require } from './lib/browser.mjs';
import { folder, site, sites } from './lib/site.mjs';
import { done, none, ok } from './lib/test.mjs';

// The messages for these files, from one run of the checker.
function check(files) {
    const output = execFileSync('java', ['-jar', require.resolve('vnu-jar/build/dist/vnu.jar'), '--also-check-svg', '--exit-zero-always',
        '--stdout', '--format', 'json', ...files], { encoding: 'utf8', maxBuffer: 1 << 28 });
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
    return { name, root, files: names.map((file) => path.join(root, file)) };
});
// One that is wrong: that the checker read what it was given.
const wrong = path.join(folder(), 'wrong.html');
fs.writeFileSync(wrong, '<!DOCTYPE html>\n<html lang="en">\n<title>Wrong</title>\n<p><nonsense></nonsense>\n');
const messages = check([...built.flatMap(({ files }) => files), wrong]);
// It writes file:/ for file:///.
const place = ({ url }) => decodeURI(url ?? '').replace(/^file:\/*/, '/');
const text = (message, root) => `${place(message).replace(`${root}/`, '')}:${message.lastLine ?? ''}: ${message.type}: ${message.message} `
    + (message.extract ?? '').replace(/\n/g, ' ');
for (const { name, root, files } of built) {
    ok(files.length > 5, `${name}: it has pages`);
    none(messages.filter((message) => place(message).startsWith(`${root}/`)).map((message) => text(message, root)), `${name}: the Nu HTML checker finds nothing`);
}
const others = messages.filter((message) => !built.some(({ root }) => place(message).startsWith(`${root}/`)));
ok(others.some((message) => place(message) === wrong), 'but it finds what is wrong');
none(others.filter((message) => place(message) !== wrong).map((message) => text(message, '')), 'and says nothing else');
done();
