#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Every page has a Content-Security-Policy that lets nothing inline run, before anything that it could forbid, and holds
// nothing that it would: no styles or scripts within, no style="" and no on…="".
import fs from 'node:fs';
import path from 'node:path';
import { pages, site } from './lib/site.mjs';
import { done, none, ok } from './lib/test.mjs';

const root = site();
const faults = [];
for (const name of pages(root)) {
    const html = fs.readFileSync(path.join(root, name), 'utf8');
    const policy = html.match(/<meta http-equiv="Content-Security-Policy" content="([^"]*)">/);
    if (!policy) {
        faults.push(`${name}: no policy`);
        continue;
    }
    if (/unsafe-|\*|https?:/.test(policy[1]) || !/default-src 'none'/.test(policy[1])) faults.push(`${name}: ${policy[1]}`);
    if (/<(?:link|script|style|img)\b/.test(html.slice(0, policy.index))) faults.push(`${name}: something is loaded before the policy`);
    // Values may hold anything; a block of data is no script.
    const tags = [...html.matchAll(/<[a-z][a-z0-9-]*(?:\s(?:[^<>"]|"[^"]*")*)?>/g)].map(([tag]) => tag);
    for (const tag of tags) {
        if (/^<style\b/.test(tag) || /^<script(?![^>]*(?: src=| type="application\/(?:ld\+)?json"))/.test(tag)
            || /\s(?:style|on[a-z]+)=/.test(tag.replace(/="[^"]*"/g, '='))) faults.push(`${name}: ${tag}`);
    }
}
ok(pages(root).length > 100, 'the sample site has many pages');
none(faults, 'every page has a policy, and holds to it');
done();
