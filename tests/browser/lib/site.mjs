// SPDX-License-Identifier: MIT
// Sites to look at: built into a folder that is removed at the end, as files, and from a host on this machine.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const top = fileURLToPath(new URL('../../../', import.meta.url));
// The day the site is built on, and the clock of the browser.
export const DATE = '2025-11-20';
export const NOW = '2025-11-20T09:00:00+08:00';

export const program = process.env.BROADSIDE || path.join(top, 'build/broadside');

export function folder() {
    const made = fs.mkdtempSync(path.join(os.tmpdir(), 'broadside-browser-'));
    process.on('exit', () => fs.rmSync(made, { recursive: true, force: true }));
    return made;
}

// Where a site lies on its host: below a folder.
const below = '/some/where/';

const quietly = { env: { ...process.env, TZ: 'UTC', LC_ALL: 'C.UTF-8', LANGUAGE: '' }, stdio: ['ignore', 'ignore', 'pipe'] };

// A copy of a site, with these files laid over it.
export function copy(source, files) {
    const made = path.join(folder(), 'site');
    for (const part of ['broadside.yaml', 'content', 'data', 'theme', 'themes', 'static', 'assets'])
        if (fs.existsSync(path.join(source, part))) fs.cpSync(path.join(source, part), path.join(made, part), { recursive: true });
    for (const [name, text] of Object.entries(files)) {
        fs.mkdirSync(path.dirname(path.join(made, name)), { recursive: true });
        fs.writeFileSync(path.join(made, name), text);
    }
    return made;
}

// Builds a site, the sample if no other is named: { source, date, theme, files: { path: text } laid over the source }.
// Returns the folder of its pages.
export function site({ source = top, date = DATE, theme, files = {} } = {}) {
    const made = copy(source, files), output = path.join(made, '../public');
    const settings = path.join(made, 'broadside.yaml');
    let text = fs.readFileSync(settings, 'utf8');
    if (theme) text = text.replace(/^theme:.*$/m, `theme: ${theme}`);
    // 404.html leads to the place that the site says it has.
    text = text.replace(/^base_url: *(https?:\/\/[^/\s]+).*$/m, `base_url: $1${below}`);
    fs.writeFileSync(settings, text);
    execFileSync(program, ['-C', made, 'build', '--date', date, '-d', output], quietly);
    return path.normalize(output);
}

// Makes the record of a year of a site, as above. Returns the folder of its payload.
export function record({ source = top, date = DATE, year = 2025, files = {} } = {}) {
    const made = copy(source, files);
    execFileSync(program, ['-C', made, 'archive', String(year), '--date', date], quietly);
    return path.join(made, 'archive', String(year), 'data');
}

// Every page below a folder, sorted: 'notices/index.html'. Those that only lead on to another page are not among them.
export function pages(root) {
    return fs.readdirSync(root, { recursive: true }).map(String).sort()
        .filter((name) => name.endsWith('.html') && !fs.readFileSync(path.join(root, name), 'utf8').includes('http-equiv="refresh"'));
}

// What a page is called by its place: 'home', 'notices', 'notices-year-one' (an entry), 'tags-one-page'.
function pattern(name) {
    const segments = name.replace(/\.html$/, '').split('/');
    if (segments.at(-1) === 'index') segments.pop();
    if (!segments.length) return 'home';
    return segments.map((segment, i) => (i === 0 ? segment : /^\d{4}$/.test(segment) ? 'year' : /^page-\d+$/.test(segment) ? 'page' : 'one')).join('-');
}

// The elements with their classes and the attributes that a page is made of.
function parts(html) {
    const found = new Set();
    for (const [, tag, attributes] of html.matchAll(/<([a-z][a-z0-9-]*)((?:[^<>"]|"[^"]*")*)>/g)) {
        found.add(tag);
        for (const [, name, value = ''] of attributes.matchAll(/([a-z:-]+)(?:="([^"]*)")?/g)) {
            if (name === 'class') for (const word of value.split(/\s+/)) found.add(`${tag}.${word}`);
            else found.add(`${tag}[${name}]`);
        }
    }
    return found;
}

// The fewest pages that show everything: the richest page of each pattern, and further ones until each element, class
// and attribute of the site is among them. { kind: path }, so that what a theme adds is tested without being named.
export function kinds(root) {
    const has = new Map(pages(root).map((name) => [name, parts(fs.readFileSync(path.join(root, name), 'utf8'))]));
    const chosen = new Map(), seen = new Set();
    const take = (name) => {
        const kind = pattern(name);
        let key = kind;
        for (let i = 2; chosen.has(key); i++) key = `${kind}-${i}`;
        chosen.set(key, name);
        for (const part of has.get(name)) seen.add(part);
        has.delete(name);
    };
    const fresh = (name) => [...has.get(name)].filter((part) => !seen.has(part)).length;
    const richest = (names, measure) => names.reduce((best, name) => (measure(name) > measure(best) ? name : best));
    const byPattern = new Map();
    for (const name of has.keys()) byPattern.set(pattern(name), [...byPattern.get(pattern(name)) || [], name]);
    for (const names of byPattern.values()) take(richest(names, (name) => has.get(name).size));
    while (has.size) {
        const name = richest([...has.keys()], fresh);
        if (!fresh(name)) break;
        take(name);
    }
    return Object.fromEntries([...chosen].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const types = { html: 'text/html; charset=utf-8', css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml', png: 'image/png',
    jpg: 'image/jpeg', webp: 'image/webp', json: 'application/json', xml: 'application/xml', txt: 'text/plain; charset=utf-8',
    ics: 'text/calendar', webmanifest: 'application/manifest+json' };

// Serves a folder below a folder of a host on this machine; returns the address of its front page.
export async function serve(root) {
    const server = http.createServer((request, response) => {
        const asked = decodeURIComponent(new URL(request.url, 'http://host/').pathname);
        if (asked === '/favicon.ico') {
            // What browsers ask of a host by themselves where a page names no icon: 404.html cannot.
            response.writeHead(204).end();
            return;
        }
        let file = asked.startsWith(below) ? path.join(root, asked.slice(below.length)) : '';
        if (asked.endsWith('/')) file = path.join(file, 'index.html');
        if (!file.startsWith(root) || !fs.existsSync(file) || !fs.statSync(file).isFile()) {
            response.writeHead(404).end();
            return;
        }
        response.writeHead(200, { 'Content-Type': types[path.extname(file).slice(1)] || 'application/octet-stream' });
        response.end(fs.readFileSync(file));
    });
    await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    server.unref();
    return `http://127.0.0.1:${server.address().port}${below}`;
}

// The same from the disk, as from a USB stick.
export function files(root) {
    return `${pathToFileURL(root)}/`;
}

// The address of a page.
export function address(base, name) {
    return base + name.split('/').map(encodeURIComponent).join('/');
}

// The sites that every page is checked of: the sample in each theme, and the English one. { name: options of site() }
export function sites() {
    return { bulletin: {}, plain: { theme: 'plain' }, english: { source: path.join(top, 'tests/english-site') } };
}
