import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../../..');
const filesIn = (folder: string, ending: string): { name: string; text: string }[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ name: join(folder, name), text: readFileSync(join(ROOT, folder, name), 'utf8') }));
const holding = (files: readonly { name: string; text: string }[], what: RegExp): string[] =>
  files.filter(({ text }) => what.test(text)).map(({ name }) => name);

describe('Templates (S29, S32)', () => {
  const templates = filesIn('views', '.hbs');
  const sources = filesIn('src', '.ts');

  it('print nothing unescaped', () => {
    expect(holding(templates, /\{\{\{|\{\{~?&/)).toEqual([]);
    expect(holding(sources, /SafeString|noEscape/)).toEqual([]);
  });

  it('hold no script, style or handler of their own but through the nonce', () => {
    expect(holding(templates, /<style|\sstyle=|\son[a-z]+=|javascript:/i)).toEqual([]);
    expect(holding(templates, /<script(?![^>]*nonce="\{\{@root\.page\.nonce\}\}")/)).toEqual([]);
  });

  it('never reach prototypes, nor are they made from text at run time', () => {
    expect(holding(sources, /allowProto|allowCallsToHelperMissing/)).toEqual([]);
    expect(
      holding(sources, /\bHandlebars\.compile|\.compile\(/).filter((name) => name !== 'src/web/views/engine.ts'),
    ).toEqual([]);
  });

  it('send every form that acts by POST with the token of its page', () => {
    const bare = templates.flatMap(({ name, text }) =>
      [...text.matchAll(/<form\b[^>]*method="post"[^>]*>[\s\S]*?<\/form>/gi)]
        .filter(([form]) => !/hidden-fields|name="_csrf"/.test(form))
        .map(() => name),
    );
    expect(bare).toEqual([]);
  });
});

describe('Source code (S28, S44)', () => {
  const sources = filesIn('src', '.ts');

  it('runs no text as a program and opens no shell', () => {
    expect(holding(sources, /\beval\(|new Function\(|child_process['"].*\bexec\b|\bexecSync\(/)).toEqual([]);
  });

  it('fetches no address that somebody typed: it fetches none at all', () => {
    expect(
      holding(
        sources,
        /\bfetch\(|\bhttps?\.(?:get|request)\(|import \{[^}]*\b(?:get|request)\b[^}]*\} from 'node:https?'|from 'undici'/,
      ),
    ).toEqual([]);
  });
});
