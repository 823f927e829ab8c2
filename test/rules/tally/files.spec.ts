import { describe, expect, it } from '@jest/globals';
import { tallyFiles } from '../../../src/awards/tally-report.js';

const RULES = `{
  "criteria": [
    { "code": "A", "max": 40, "weight": 1 },
    { "code": "B", "max": 60, "weight": 1 }
  ],
  "aggregate": { "method": "mean" },
  "rounding": { "decimals": 2, "mode": "half-up" }, "rankOn": "rounded",
  "tieBreak": ["criterion:B", "criterion:A"], "atBoundary": "decide",
  "minimum": { "first": 80 },
  "prizes": [
    { "tier": "first", "quantity": 1, "amount": 15000000 },
    { "tier": "second", "quantity": 2, "amount": 10500000 }
  ]
}`;

const SCORES = `entry,judge,criterion,points
E1,J1,A,40
E1,J1,B,47
E1,J2,A,35.00
E1,J2,B,53
E2,J1,A,40
E2,J1,B,40.5
`;

function faultsOf(files: { scores?: string | Uint8Array; rules?: string | Uint8Array }): string[] {
  const told = tallyFiles({
    scores: Buffer.from(files.scores ?? SCORES),
    rules: Buffer.from(files.rules ?? RULES),
  });
  if ('report' in told) return [];
  const { rules, scores } = told.faults;
  return [
    ...rules.map(({ line, message }) => `rules:${line}: ${message}`),
    ...scores.map(({ line, message }) => `scores:${line}: ${message}`),
  ];
}

describe('The report of a tally', () => {
  it('has just the keys of the contract', () => {
    expect(tallyFiles({ scores: Buffer.from(SCORES), rules: Buffer.from(RULES) })).toEqual({
      report: {
        ranking: [
          { entry: 'E1', rank: 1, score: '87.50', exact: '175/2', judges: 2, tieBreak: [] },
          { entry: 'E2', rank: 2, score: '80.50', exact: '161/2', judges: 1, tieBreak: [] },
        ],
        awards: [
          { entry: 'E1', tier: 'first', amount: 15_000_000 },
          { entry: 'E2', tier: 'second', amount: 10_500_000 },
        ],
        undecided: [],
        withheld: [{ tier: 'second', quantity: 1 }],
        total: 25_500_000,
        totalInWords: 'Hai mươi lăm triệu năm trăm nghìn đồng',
      },
    });
  });

  it('names what is undecided, and zero money in words', () => {
    const scores = 'entry,judge,criterion,points\nE7,J1,A,40\nE7,J1,B,60\nE4,J1,A,40\nE4,J1,B,60\n';
    expect(tallyFiles({ scores: Buffer.from(scores), rules: Buffer.from(RULES) })).toMatchObject({
      report: {
        awards: [],
        undecided: [{ tiers: ['first', 'second'], entries: ['E4', 'E7'] }],
        withheld: [{ tier: 'second', quantity: 1 }],
        total: 0,
        totalInWords: 'Không đồng',
      },
    });
  });

  it('reads what is left out as: mean, half-up to 2, rounded, no tie-break, decide, no minimum, weight 1', () => {
    const short =
      '{"criteria":[{"code":"A","max":40},{"code":"B","max":60}],"prizes":[{"tier":"first","quantity":1,"amount":15000000},{"tier":"second","quantity":2,"amount":10500000}]}';
    const full = RULES.replace('["criterion:B", "criterion:A"]', '[]').replace('{ "first": 80 }', '{}');
    const tally = (rules: string) => tallyFiles({ scores: Buffer.from(SCORES), rules: Buffer.from(rules) });
    expect(tally(short)).toEqual(tally(full));
  });

  it('takes byte-order marks, CRLF, a missing last line end, empty lines and quoted codes', () => {
    const plain = tallyFiles({ scores: Buffer.from(SCORES), rules: Buffer.from(RULES) });
    const dressed =
      `\ufeff${SCORES.trimEnd().replace('E2,J1,B', '"E2","J1",B').replaceAll('\n', '\r\n')}\r\n\r\n`.trimEnd();
    expect(tallyFiles({ scores: Buffer.from(dressed), rules: Buffer.from(`\ufeff${RULES}`) })).toEqual(plain);
  });

  it.each([
    ['and ends there', 'entry,judge,criterion,points\n'],
    ['without a line end', 'entry,judge,criterion,points'],
    ['and empty lines', 'entry,judge,criterion,points\r\n\r\n'],
  ])('a file that has its header %s is a right one: nobody is ranked, every prize is withheld', (_what, scores) => {
    // Nothing is guessed: that somebody forgot the rows cannot be read from the file; that there are none can.
    expect(tallyFiles({ scores: Buffer.from(scores), rules: Buffer.from(RULES) })).toEqual({
      report: {
        ranking: [],
        awards: [],
        undecided: [],
        withheld: [
          { tier: 'first', quantity: 1 },
          { tier: 'second', quantity: 2 },
        ],
        total: 0,
        totalInWords: 'Không đồng',
      },
    });
  });
});

describe('A wrong scores.csv is refused with one line per fault', () => {
  const rows = (...lines: string[]) => faultsOf({ scores: ['entry,judge,criterion,points', ...lines].join('\n') });

  it.each([
    ['an empty file', ''],
    ['a byte-order mark alone', '\ufeff'],
    ['data in the first line', 'E1,J1,A,40'],
    ['another order of columns', 'judge,entry,criterion,points\nJ1,E1,A,40'],
    ['another column', 'entry,judge,criterion,points,note\nE1,J1,A,40,x'],
    ['semicolons', 'entry;judge;criterion;points\nE1;J1;A;40'],
  ])('no header: %s', (_what, scores) => {
    expect(faultsOf({ scores })).toEqual(['scores:1: no header: the first line must be entry,judge,criterion,points']);
  });

  it.each([
    ['40', []],
    ['40.00', []],
    ['0', []],
    ['40.01', ['scores:2: points 40.01 lie outside 0…40 of criterion A']],
    ['99999999999999999999', ['scores:2: points “99999999999999999999”: too large']],
    ['-1', ['scores:2: points “-1”: less than 0']],
    ['8.755', ['scores:2: points “8.755”: more than two decimals']],
    ['8.750', ['scores:2: points “8.750”: more than two decimals']],
    ['', ['scores:2: points “”: empty']],
    [' 8', ['scores:2: points “ 8”: not a number with a decimal point and at most two decimals']],
    ['8.', ['scores:2: points “8.”: not a number with a decimal point and at most two decimals']],
    ['.5', ['scores:2: points “.5”: not a number with a decimal point and at most two decimals']],
    ['1e1', ['scores:2: points “1e1”: not a number with a decimal point and at most two decimals']],
    ['NaN', ['scores:2: points “NaN”: not a number with a decimal point and at most two decimals']],
    ['"7,5"', ['scores:2: points “7,5”: decimals stand behind a point, not a comma']],
  ])('points %s', (points, faults) => {
    expect(rows(`E1,J1,A,${points}`, 'E1,J1,B,1')).toEqual(faults);
  });

  it('an unknown criterion, a doubled row, a sheet that lacks a criterion: all at once, in the order of the file', () => {
    expect(rows('E1,J1,A,40', 'E1,J1,C,1', 'E1,J1,B,1', 'E1,J1,A,40', 'E2,J1,B,2', 'E2,J2,A,1', 'E2,J2,B,1')).toEqual([
      'scores:3: unknown criterion C',
      'scores:5: doubled row: E1, J1, A is on line 2 already',
      'scores:6: the sheet of judge J1 for entry E2 lacks criterion A',
    ]);
  });

  it('too few judges for what is dropped: one more than twice as many are needed', () => {
    const rules = RULES.replace('"method": "mean"', '"method": "trimmed-mean", "drop": 1');
    const sheet = (judge: number) => `E1,J${judge},A,1\nE1,J${judge},B,1\n`;
    const judges = (count: number) =>
      faultsOf({
        rules,
        scores: `entry,judge,criterion,points\n${Array.from({ length: count }, (_, i) => sheet(i)).join('')}`,
      });
    expect(judges(3)).toEqual([]);
    expect(judges(2)).toEqual(['scores:2: entry E1 has 2 judges; what the rules drop needs at least 3']);
  });

  it('a row with too few or too many fields, an empty code, a code with spaces around it', () => {
    expect(rows('E1,J1,A', 'E1,J1,A,1,2', ',J1,A,1', 'E1,,A,1', 'E1,J1,,1', 'E1 ,J1,A,1', 'E1,J1, A,1')).toEqual([
      'scores:2: 3 fields instead of 4',
      'scores:3: 5 fields instead of 4',
      'scores:4: entry is empty',
      'scores:5: judge is empty',
      'scores:6: criterion is empty',
      'scores:7: entry “E1” has spaces around it',
      'scores:8: criterion “A” has spaces around it',
    ]);
  });

  it('counts the lines of the file, also behind a code that is written over two lines', () => {
    expect(rows('"E\r\n1",J1,A,1', '"E\r\n1",J1,B,1', 'E2,J1,C,1')).toEqual(['scores:6: unknown criterion C']);
  });

  it('quotes in the middle of a field, behind a field, and never closed', () => {
    expect(rows('E"1,J1,A,1', '"E1"x,J1,A,1', 'E1,J1,A,1', 'E1,J1,B,1', '"E2,J1,A,1', 'E2,J1,B,1')).toEqual([
      'scores:2: a quote in the middle of a field',
      'scores:3: text behind the closing quote of a field',
      'scores:6: a quote is opened and never closed',
    ]);
  });

  it('not UTF-8: the first line that is not', () => {
    const latin = Buffer.from('entry,judge,criterion,points\nE1,J1,A,1\nÐ1,J1,A,1\n', 'latin1');
    expect(faultsOf({ scores: latin })).toEqual(['scores:3: not UTF-8']);
    expect(faultsOf({ scores: Buffer.from('\ufeffentry', 'utf16le') })).toEqual(['scores:1: not UTF-8']);
  });
});

describe('A wrong rules.json is refused with one line per fault', () => {
  const swap = (from: string, to: string): string[] => {
    expect(RULES).toContain(from);
    return faultsOf({ rules: RULES.replace(from, to) });
  };

  it.each([
    ['a list in place of the rules', '[]', ['rules:1: the rules must be an object in braces']],
    ['nothing in them', '{}', ['rules:1: the rules: “criteria” is missing', 'rules:1: the rules: “prizes” is missing']],
    ['an empty file', '', ['rules:1: not JSON: the file ends too early']],
    ['a comment', '{\n// no\n}', ['rules:2: not JSON: a text in double quotes is expected here']],
    ['no criterion', '{"prizes":[],\n"criteria":[]}', ['rules:2: “criteria” is empty']],
    [
      'lists that are none',
      '{"criteria":{},\n"prizes":3}',
      ['rules:1: “criteria” must be a list', 'rules:2: “prizes” must be a list'],
    ],
  ])('%s', (_what, rules, faults) => {
    expect(faultsOf({ rules })).toEqual(faults);
  });

  it.each([
    ['"rankOn"', '"rankon"', 'rules:7: the rules: unknown key “rankon”'],
    ['"rankOn": "rounded"', '"rankOn": "nearly"', 'rules:7: “rankOn” must be one of "rounded", "exact"'],
    ['"rankOn": "rounded"', '"rankOn": "exact", "rankOn": "rounded"', 'rules:7: the rules: “rankOn” is written twice'],
    ['"code": "B"', '"code": "A"', 'rules:4: the criterion A is listed twice'],
    ['"code": "B"', '"code": ""', 'rules:4: “code” must be a text, not empty, without spaces around it'],
    ['"code": "B"', '"code": 7', 'rules:4: “code” must be a text, not empty, without spaces around it'],
    ['"max": 60', '"max": "60"', 'rules:4: “max” must be more than 0, at most 1000000, with at most two decimals'],
    ['"max": 60', '"max": 0', 'rules:4: “max” must be more than 0, at most 1000000, with at most two decimals'],
    ['"max": 60', '"max": 7.125', 'rules:4: “max” must be more than 0, at most 1000000, with at most two decimals'],
    ['"max": 60, ', '', 'rules:4: a criterion: “max” is missing'],
    ['60, "weight": 1', '60, "weight": -1', 'rules:4: “weight” must be 0 or more'],
    ['60, "weight": 1', '60, "weight": null', 'rules:4: “weight” must be 0 or more'],
    [
      '"mean"',
      '"average"',
      'rules:6: “method” must be one of "mean", "trimmed-mean", "median", "weighted", "median-majority", "borda", "bradley-terry", "additive"',
    ],
    ['"method": "mean"', '', 'rules:6: “aggregate”: “method” is missing'],
    ['"mean"', '"trimmed-mean"', 'rules:6: “aggregate”: “drop” is missing'],
    ['"mean"', '"mean", "drop": 1', 'rules:6: “drop” works with the method “trimmed-mean” only'],
    ['"mean"', '"trimmed-mean", "drop": 1.5', 'rules:6: “drop” must be a whole number, 0 or more'],
    ['"decimals": 2', '"decimals": 7', 'rules:7: “decimals” must be a whole number from 0 to 6'],
    ['"half-up"', '"bankers"', 'rules:7: “mode” must be one of "half-up", "half-even", "half-down", "up", "down"'],
    ['"criterion:A"]', '"criterion:C"]', 'rules:8: “tieBreak” names the unknown criterion C'],
    ['"criterion:A"]', '"A"]', 'rules:8: a step of “tieBreak” must read "criterion:CODE"'],
    ['"criterion:A"]', '"criterion:B"]', 'rules:8: the step of “tieBreak” B is listed twice'],
    ['"decide"', '"guess"', 'rules:8: “atBoundary” must be one of "decide", "share", "extend"'],
    ['{ "first": 80 }', '{ "frist": 80 }', 'rules:9: “minimum”: unknown tier “frist”'],
    ['{ "first": 80 }', '{ "first": "80" }', 'rules:9: “first” must be a number'],
    ['"quantity": 2', '"quantity": -2', 'rules:12: “quantity” must be a whole number, 0 or more'],
    ['"quantity": 2', '"quantity": 1.5', 'rules:12: “quantity” must be a whole number, 0 or more'],
    ['10500000', '10500000.5', 'rules:12: “amount” must be a whole number, 0 or more, in đồng'],
    ['10500000', '-1', 'rules:12: “amount” must be a whole number, 0 or more, in đồng'],
    ['10500000', '"10.500.000"', 'rules:12: “amount” must be a whole number, 0 or more, in đồng'],
    ['10500000', '9007199254740993', 'rules:12: “amount” must be a whole number, 0 or more, in đồng'],
    ['"tier": "second"', '"tier": "first"', 'rules:12: the tier first is listed twice'],
    ['"quantity": 2', '"count": 2', 'rules:12: a prize: unknown key “count”'],
  ])('%s written as %s', (from, to, fault) => {
    expect(swap(from, to)).toContain(fault);
  });

  it('reports everything at once, and the scores for what needs no rules', () => {
    const rules = RULES.replace('"max": 60', '"max": -60').replace('"decide"', '"guess"');
    expect(faultsOf({ rules, scores: 'entry,judge,criterion,points\nE1,J1,A,x\n' })).toEqual([
      'rules:4: “max” must be more than 0, at most 1000000, with at most two decimals',
      'rules:8: “atBoundary” must be one of "decide", "share", "extend"',
      'scores:2: points “x”: not a number with a decimal point and at most two decimals',
    ]);
  });

  it('takes whole numbers in any form that JSON has for them', () => {
    expect(swap('10500000', '1.05e7')).toEqual([]);
    expect(swap('"quantity": 2', '"quantity": 2.0')).toEqual([]);
  });
});
