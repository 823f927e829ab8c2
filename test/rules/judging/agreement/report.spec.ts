import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { agreement } from '../../../../src/judging/agreement.command.js';
import {
  type Resampling,
  additiveAgreementOf,
  agreementOf,
  readJudged,
} from '../../../../src/judging/agreement/agreement-report.js';
import { CommandFault } from '../../../../src/kernel/command-fault.js';
import { sparseTables } from './answers.js';
import { SHROUT_FLEISS } from './published.js';

const DRAWN: Resampling = { seed: 1, draws: 50 };
const HEADER = 'entry,judge,criterion,points';
const rowsOf = (table: readonly (readonly (number | null)[])[]): string[] =>
  table.flatMap((cells, i) => cells.flatMap((mark, j) => (mark === null ? [] : [`E${i + 1},J${j + 1},T,${mark}`])));
const fileOf = (rows: readonly string[]): Buffer => Buffer.from([HEADER, ...rows, ''].join('\n'));

function judgedIn(rows: readonly string[]) {
  const judged = readJudged(fileOf(rows));
  if ('faults' in judged) throw new Error(JSON.stringify(judged.faults));
  return judged;
}

describe('The report of agreement', () => {
  it('has the keys of its contract, figures rounded here alone', () => {
    const { icc, kendallW, krippendorff, judges, rankIntervals, why } = agreementOf(
      judgedIn(rowsOf(SHROUT_FLEISS)),
      DRAWN,
    );
    expect(Object.keys(icc ?? {})).toEqual(['1,1', '2,1', '3,1', '1,k', '2,k', '3,k', 'ci']);
    expect(icc?.['2,1']).toBeCloseTo(0.289764, 6);
    expect(icc?.ci['3,1']?.map((limit) => limit.toFixed(6))).toEqual(['0.342465', '0.945858']);
    expect(Object.keys(kendallW ?? {})).toEqual(['w', 'chi2', 'df', 'p']);
    expect(Object.keys(krippendorff)).toEqual(['nominal', 'ordinal', 'interval', 'ratio']);
    expect(judges.map(({ judge }) => judge)).toEqual(['J1', 'J2', 'J3', 'J4']);
    expect(rankIntervals?.map(({ entry }) => entry)).toEqual(['E5', 'E3', 'E1', 'E6', 'E4', 'E2']);
    expect(why).toEqual({});
  });

  it('adds up the criteria of a sheet, exactly: 0.10 and 0.20 are 0.30', () => {
    const judged = judgedIn(['E1,J1,A,0.10', 'E1,J1,B,0.20', 'E2,J1,A,0.30', 'E2,J1,B,0']);
    expect(judged.ratings.marks.map(({ units }) => units)).toEqual([30, 30]);
  });

  it('is the same whatever the order of the lines', () => {
    const rows = rowsOf(SHROUT_FLEISS);
    expect(agreementOf(judgedIn([...rows].reverse()), DRAWN)).toEqual(agreementOf(judgedIn(rows), DRAWN));
  });

  it('says null and why for what a missing cell leaves no answer to, and answers the rest', () => {
    const { icc, kendallW, krippendorff, why } = agreementOf(judgedIn(rowsOf(SHROUT_FLEISS).slice(1)), DRAWN);
    expect([icc, kendallW]).toEqual([null, null]);
    const missing = "it needs every judge's total for every entry: 1 of them missing";
    expect(why).toEqual({ icc: missing, kendallW: missing });
    expect(krippendorff.interval).not.toBeNull();
  });

  it('with the additive model tells components, effects of both fits by code, and that all are connected', () => {
    const report = additiveAgreementOf(judgedIn(rowsOf(SHROUT_FLEISS)), DRAWN);
    expect(report.components?.residual).toBeCloseTo(1.019444, 6);
    expect(report.entries.E5?.fixed).toBeCloseTo(30 / 4 - 127 / 24, 9);
    expect(report.judges.J2?.fixed).toBeCloseTo(15 / 6 - 127 / 24, 9);
    expect(report.judges.J2?.random).toBeCloseTo((15 / 6 - 127 / 24) * (5.244444 / (5.244444 + 1.019444 / 6)), 5);
    expect(report.connected).toBe(true);
  });

  it('tells judges in two rooms without a common entry: nothing is fixed, variances are still found', () => {
    const rooms = ['E1,J1', 'E1,J2', 'E2,J1', 'E2,J2', 'E3,J3', 'E3,J4', 'E4,J3', 'E4,J4'];
    const points = [8, 6, 5, 4, 9, 9, 2, 1];
    const report = additiveAgreementOf(judgedIn(rooms.map((pair, i) => `${pair},T,${points[i]}`)), DRAWN);
    expect(report.connected).toBe(false);
    expect(report.why.fixed).toMatch(/no entry in common/);
    expect(report.judges.J1?.severity).toBeNull();
    expect(report.judges.J1?.fixed).toBeNull();
    expect(report.components).not.toBeNull();
  });

  it('holds no number that JSON cannot say, whatever is missing', () => {
    fc.assert(
      fc.property(sparseTables, (table) => {
        const numbers: number[] = [];
        JSON.stringify(additiveAgreementOf(judgedIn(rowsOf(table)), DRAWN), (_, value: unknown) => {
          if (typeof value === 'number') numbers.push(value);
          return value;
        });
        expect(numbers.filter((number) => !Number.isFinite(number))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('hoithi agreement', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'agreement-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const given = async (content: Buffer): Promise<string> => {
    const path = join(folder, 'scores.csv');
    await writeFile(path, content);
    return path;
  };
  const faultOf = (scores: string): Promise<CommandFault> =>
    agreement({ units: null, scores, model: null, ...DRAWN }).then(
      () => Promise.reject(new Error('it was taken')),
      (fault: CommandFault) => fault,
    );

  it('reads the file, with and without the model', async () => {
    const scores = await given(fileOf(rowsOf(SHROUT_FLEISS)));
    expect(await agreement({ units: null, scores, model: null, ...DRAWN })).not.toHaveProperty('components');
    expect(await agreement({ units: null, scores, model: 'additive', ...DRAWN })).toHaveProperty('components.entry');
  });

  it('takes no wrong file: each fault with its line, as the tally tells them', async () => {
    const path = await given(fileOf(['E1,J1,A,4', 'E1,J1,A,5', 'E1,J2,B,x', 'E2,J1,A,1.234']));
    const fault = await faultOf(path);
    expect([fault.usage, ...fault.lines]).toEqual([
      true,
      `${path}:2: the sheet of judge J1 for entry E1 lacks criterion B`,
      `${path}:3: doubled row: E1, J1, A is on line 2 already`,
      `${path}:4: points “x”: not a number with a decimal point and at most two decimals`,
      `${path}:4: the sheet of judge J2 for entry E1 lacks criterion A`,
      `${path}:5: points “1.234”: more than two decimals`,
      `${path}:5: the sheet of judge J1 for entry E2 lacks criterion B`,
    ]);
  });

  it.each([
    ['a header alone', `${HEADER}\n`, ':1: no scores'],
    ['no header', 'E1,J1,A,4\n', `:1: no header: the first line must be ${HEADER}`],
  ])('refuses %s', async (_, content, told) => {
    const path = await given(Buffer.from(content));
    expect((await faultOf(path)).lines).toEqual([`${path}${told}`]);
  });

  it('tells a file that is not there', async () => {
    expect((await faultOf(join(folder, 'none.csv'))).lines).toEqual([
      `${join(folder, 'none.csv')}: cannot be read (ENOENT)`,
    ]);
  });
});
