import { readFileSync } from 'node:fs';
import { registerHooks, setSourceMapsSupport } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

/*
 * How a worker of the suite reads TypeScript. The house (src/) and its libraries are loaded once for all specs of a worker, as a
 * server has them; what lies in test/ is loaded anew for each spec file, so that its hooks and what it remembers are that file's own.
 */
const TESTS = new URL('../', import.meta.url).href;
const GLOBALS = new URL('./globals.mjs', import.meta.url).href;
const TYPESCRIPT = /\.ts(?:\?|$)/;

/** What the runner has put behind the address of the spec file; everything of test/ that the file imports has it too. */
const loadingOf = (parent) => (parent?.startsWith(TESTS) ? new URL(parent).search : '');

setSourceMapsSupport(true); // of ours alone: faults name lines of what was written

registerHooks({
  resolve(name, context, next) {
    const { parentURL: parent } = context;
    const loading = loadingOf(parent);
    if (name === '@jest/globals') return { url: `${GLOBALS}${loading}`, format: 'module', shortCircuit: true };
    // Our sources name files as they will be called once compiled.
    const isOurs = TYPESCRIPT.test(parent ?? '') && /^\..*\.js$/.test(name);
    const found = next(isOurs ? name.replace(/js$/, 'ts') : name, context);
    return loading !== '' && found.url.startsWith(TESTS) ? { ...found, url: `${found.url}${loading}` } : found;
  },
  load(url, context, next) {
    if (!TYPESCRIPT.test(url)) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { filename, sourceMaps: 'inline' });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
