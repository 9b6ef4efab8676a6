// SPDX-License-Identifier: MIT
// Results in TAP, for prove. A script ends with done(); one that dies before it has no plan, and fails.
let count = 0, failed = 0;

// A page that never answers fails, instead of keeping whoever waits.
setTimeout(() => {
    diag('Nothing for ten minutes.');
    process.exit(1);
}, 600000).unref();

export function diag(text) {
    console.error(String(text).replace(/^/gm, '# '));
}

export function ok(passed, name) {
    count++;
    if (!passed) failed++;
    console.log(`${passed ? 'ok' : 'not ok'} ${count} - ${name.replace(/#/g, '\\#')}`);
    return Boolean(passed);
}

export function is(got, expected, name) {
    return ok(got === expected, name) || diag(`${name}\n     got: ${got}\nexpected: ${expected}`);
}

// A list of what is wrong: passes while it is empty, and otherwise shows it.
export function none(faults, name) {
    return ok(!faults.length, name) || diag([name, ...faults.slice(0, 40), ...faults.length > 40 ? [`… ${faults.length} in all`] : []].join('\n  '));
}

export function done() {
    console.log(`1..${count}`);
    process.exitCode = failed ? 1 : 0;
}
