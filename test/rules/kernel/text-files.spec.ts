import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { scanCsv } from '../../../src/kernel/csv-text.js';
import { type JsonNode, readJson } from '../../../src/kernel/json-text.js';
import { readUtf8 } from '../../../src/kernel/text-file.js';

function recordsOf(text: string): { records: [line: number, ...fields: string[]][]; faults: string[] } {
  const records: [number, ...string[]][] = [];
  const faults = scanCsv(text, (fields, line) => records.push([line, ...fields]));
  return { records, faults: faults.map(({ line, message }) => `${line}: ${message}`) };
}

describe('A text file', () => {
  it('is UTF-8, with or without a byte-order mark', () => {
    expect(readUtf8(Buffer.from('Tam Đường'))).toEqual({ text: 'Tam Đường' });
    expect(readUtf8(Buffer.from('\ufeffTam Đường'))).toEqual({ text: 'Tam Đường' });
    expect(readUtf8(Buffer.from(''))).toEqual({ text: '' });
  });

  it('names the first line that is not', () => {
    expect(readUtf8(Buffer.concat([Buffer.from('a\nđ\n'), Buffer.from([0xc4])]))).toEqual({
      fault: { line: 3, message: 'not UTF-8' },
    });
  });
});

describe('A CSV file is read record by record, each with the line it begins on', () => {
  it.each([
    [
      'a,b\n1,2',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'a,b\r\n1,2\r\n',
      [
        [1, 'a', 'b'],
        [2, '1', '2'],
      ],
    ],
    [
      'a,,\n\n\r\n,b,',
      [
        [1, 'a', '', ''],
        [4, '', 'b', ''],
      ],
    ],
    ['"a,b",c', [[1, 'a,b', 'c']]],
    ['"say ""no""",c', [[1, 'say "no"', 'c']]],
    [
      '"two\nlines",x\r\nnext,y',
      [
        [1, 'two\nlines', 'x'],
        [3, 'next', 'y'],
      ],
    ],
    ['"",""\n', [[1, '', '']]],
    ['', []],
  ])('%j', (text, records) => {
    expect(recordsOf(text)).toEqual({ records, faults: [] });
  });

  it('shows no record whose quotes are wrong, and goes on behind it', () => {
    expect(recordsOf('a"b\nc,"d"e\n"f\ng",h\n"i\nj')).toEqual({
      records: [[3, 'f\ng', 'h']],
      faults: [
        '1: a quote in the middle of a field',
        '2: text behind the closing quote of a field',
        '5: a quote is opened and never closed',
      ],
    });
  });

  it('gives back whatever was written with every field in quotes', () => {
    const field = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r\n', ' ', 'đ') });
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        const text = rows.map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\n');
        expect(recordsOf(text).records.map(([, ...fields]) => fields)).toEqual(rows);
      }),
    );
  });
});

function valueOf(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(node.members.map(({ key, value }) => [key, valueOf(value)]));
    case 'array':
      return node.items.map(valueOf);
    case 'number':
      return Number(node.text);
    case 'null':
      return null;
    case 'string':
    case 'boolean':
      return node.value;
  }
}

describe('A JSON file', () => {
  it('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2, '\t'), (text, indent) => {
        const pretty = JSON.stringify(JSON.parse(text), null, indent);
        const read = readJson(pretty);
        expect('node' in read && JSON.stringify(valueOf(read.node))).toBe(JSON.stringify(JSON.parse(pretty)));
      }),
    );
  });

  it('keeps numbers as they are written, doubled keys, and the line of each', () => {
    expect(readJson('{\n"a": 0.10,\n"a":\n1e2}')).toEqual({
      node: {
        kind: 'object',
        line: 1,
        members: [
          { key: 'a', line: 2, value: { kind: 'number', line: 2, text: '0.10' } },
          { key: 'a', line: 3, value: { kind: 'number', line: 4, text: '1e2' } },
        ],
      },
    });
  });

  it('is refused wherever JSON.parse refuses it', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '1',
      '01',
      '-',
      '1.',
      'true',
      'nul',
      "'",
      '"',
      ' ',
      '\n',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const text = parts.join('');
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect('node' in readJson(text)).toBe(isJson);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['{"a":1,\n}', 2],
    ['[1\n2]', 2],
    ['{"a":\n\n', 3],
    ['"tab\tinside"', 1],
    [`${'['.repeat(200)}`, 1],
  ])('%j is refused on line %s', (text, line) => {
    expect(readJson(text)).toMatchObject({ fault: { line } });
  });
});
