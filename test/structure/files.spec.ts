import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const ROOT = join(import.meta.dirname, '../..');
const filesBelow = (folder: string, ending: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`);
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const linesWith = (files: string[], pattern: RegExp): string[] =>
  files.flatMap((file) =>
    textOf(file)
      .split('\n')
      .flatMap((line, i) => (pattern.test(line) ? [`${file}:${i + 1}: ${line.trim()}`] : [])),
  );

const sources = filesBelow('src', '.ts');
const views = filesBelow('views', '.hbs');

describe('The files of the house', () => {
  it('stay within 300 lines: beyond that there is a second room inside', () => {
    const long = sources.filter((file) => textOf(file).split('\n').length > 300);
    expect(long).toEqual([]);
  });

  it('ask no clock but the one they are given', () => {
    const mayAsk = new Set(['src/kernel/clock.ts', 'src/web/session.ts']);
    const asking = sources.filter((file) => !mayAsk.has(file) && !file.startsWith('src/database/embedded/'));
    expect(linesWith(asking, /new Date\(\)|Date\.now\(\)/)).toEqual([]);
  });

  it('read the environment in one place', () => {
    const elsewhere = sources.filter(
      (file) => file !== 'src/app.start.ts' && !file.startsWith('src/database/embedded/'),
    );
    expect(linesWith(elsewhere, /process\.env/)).toEqual([]);
  });

  it('print nothing unescaped and carry no inline style or script', () => {
    expect(linesWith(views, /\{\{\{|style="|<script(?![^>]*nonce)|\bon[a-z]+="/)).toEqual([]);
  });

  it('give every form the hidden fields that keep it ours', () => {
    const bare = views.filter((file) => {
      const forms = textOf(file).match(/<form\b[^>]*method="post"[\s\S]*?<\/form>/gi) ?? [];
      return forms.some((form) => !/hidden-fields|partial-block/.test(form));
    });
    expect(bare).toEqual([]);
  });

  it('leave nothing half done: no test is focused, skipped or empty, but for what this machine cannot do', () => {
    const tests = filesBelow('test', '.spec.ts').filter((file) => !file.endsWith('files.spec.ts'));
    expect(linesWith(tests, /^\s*(it|test|describe)\.(only|skip|todo)\b|\bx(it|describe)\(/)).toEqual([]);
  });
});
