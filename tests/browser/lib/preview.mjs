// SPDX-License-Identifier: MIT
// A copy of a site in the preview of `broadside serve`, which is ended with the test.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { copy, DATE, program, top } from './site.mjs';

// { source, date, theme, language (of messages), files: { path: text } laid over the source }. Gives { base, root, write, stop }.
export async function preview({ source = top, date = DATE, theme, language = 'en', files = {} } = {}) {
    const root = copy(source, files), settings = path.join(root, 'broadside.yaml');
    if (theme) fs.writeFileSync(settings, fs.readFileSync(settings, 'utf8').replace(/^theme:.*$/m, `theme: ${theme}`));
    const child = spawn(program, ['-C', root, 'serve', '--port', '0', '--date', date, '--message-format', 'json'], {
        env: { ...process.env, TZ: 'UTC', LC_ALL: 'C.UTF-8', LANGUAGE: language }, stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = new Promise((resolve) => { child.on('exit', resolve); });
    process.on('exit', () => child.kill('SIGKILL'));
    const lines = readline.createInterface({ input: child.stdout });
    const base = await new Promise((resolve, reject) => {
        lines.on('line', (line) => {
            const { address } = JSON.parse(line);
            if (address) resolve(address);
        });
        child.on('exit', (status) => reject(new Error(`serve has ended: ${status}`)));
    });
    return {
        base, root,
        write: (name, text) => {
            fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
            fs.writeFileSync(path.join(root, name), text);
        },
        read: (name) => fs.readFileSync(path.join(root, name), 'utf8'),
        remove: (name) => fs.rmSync(path.join(root, name)),
        stop: () => {
            child.kill('SIGTERM');
            return ended;
        },
    };
}
