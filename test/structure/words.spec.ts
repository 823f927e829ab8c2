import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { APP_ACT_WORDS } from '../../src/app.words.js';
import { APP_WORDINGS } from '../../src/app.wording.js';
import { CSRF_WORDINGS } from '../../src/web/csrf.js';
import { Wording } from '../../src/web/wording.js';

const SRC = join(import.meta.dirname, '../../src');
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(SRC, name), 'utf8') }));
const found = (pattern: RegExp, inFiles: (name: string) => boolean = () => true): string[] => [
  ...new Set(
    sources
      .filter(({ name }) => inFiles(name))
      .flatMap(({ text }) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')),
  ),
];

describe('The words of the house', () => {
  it('are said once for every refusal that some room gives', () => {
    const wording = new Wording([CSRF_WORDINGS, ...APP_WORDINGS]);
    const speechless = found(
      /\bcode: '([a-z][a-z-]+)'/g,
      (name) => !/materials|parts\/|templates\/|demo\.accounts|\.pdf-pages|pdf-pages/.test(name),
    ).filter((code) => {
      try {
        wording.of({ code });
        return false;
      } catch (error) {
        return error instanceof Error && error.message.includes('has no wording');
      }
    });
    expect(speechless).toEqual([]);
  });

  it('tell every act from every other: the auditor chooses one of them by its words', () => {
    const acts = Map.groupBy(Object.entries(APP_ACT_WORDS), ([, words]) => words);
    expect([...acts].filter(([, alike]) => alike.length > 1).map(([words]) => words)).toEqual([]);
  });

  it('stand in the marks “ ” where they are quoted: straight ones belong to tables and code', () => {
    const VIETNAMESE = /[ạảấầậẩẫắằặẳẵẹẻẽếềệểễịỉọỏốồộổỗớờợởỡụủứừựửữđĐ]/;
    const straight = sources.flatMap(({ name, text }) =>
      [...text.matchAll(/[`'][^`'\n]*"\$\{[^`'\n]*/g)]
        .map(([line]) => line)
        .filter((line) => VIETNAMESE.test(line) && !/SELECT|<[a-z]/.test(line))
        .map((line) => `${name}: ${line}`),
    );
    expect(straight).toEqual([]);
  });

  it('are there for every act that the log may hold', () => {
    const nameless = found(/\bact: '([a-z-]+\.[a-z.-]+)'/g).filter((act) => !(act in APP_ACT_WORDS));
    expect(nameless).toEqual([]);
  });
});
