import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AwardLine } from '../../../src/awards/award.facts.js';
import { awardSheet, payoutSheet, tallySheet } from '../../../src/awards/award.sheets.js';
import { tallyCash } from '../../../src/awards/award.tallies.js';
import { allocateFunds } from '../../../src/awards/fund-allocation.js';
import { allocationSheet } from '../../../src/awards/fund-allocation.sheet.js';
import { allocationTable } from '../../../src/awards/papers/allocation.paper.js';
import { tallyBlocks } from '../../../src/awards/papers/tally.paper.js';
import { awardTable, saySum } from '../../../src/awards/papers/paper.blocks.js';
import { PAYOUT } from '../../../src/awards/papers/payout.paper.js';
import { wordsOfPaper } from '../../../src/awards/papers/award-papers.js';
import type { Table, TableRow } from '../../../src/press/paper.js';
import type { Sheet } from '../../../src/press/sheet.js';
import { awardPaperFacts } from '../../fixtures/award-papers.js';

const PRIZES = [
  { tierCode: 'nhat', tierName: 'Giải Nhất', kind: 'rank' },
  // Two tiers of one name are two tiers all the same.
  { tierCode: 'nhi', tierName: 'Giải Nhất', kind: 'rank' },
  { tierCode: 'phu:to-truong', tierName: 'Giải phụ Tổ trưởng', kind: 'side', recipientKind: 'individual' },
  { tierCode: 'phu:cong-nhan', tierName: 'Công nhận', kind: 'recognition' },
  { tierCode: 'khen:giay-khen', tierName: 'Giấy khen', kind: 'reward', recipientKind: 'household' },
] as const;

/** Lists of any length, with prizes of no money, and of entries that stand on them more than once. */
const lines = fc
  .array(
    fc.record({
      prize: fc.nat({ max: PRIZES.length - 1 }),
      amount: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 300_000_000 })),
      commune: fc.nat({ max: 6 }),
      entry: fc.nat({ max: 9 }),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((drawn) =>
    drawn
      .sort((a, b) => a.prize - b.prize)
      .map(({ prize, amount, commune, entry }, index): AwardLine => {
        const [base] = awardPaperFacts(1).lines;
        if (base === undefined) throw new Error('a list of one has one line');
        const district = commune < 2 ? null : `district ${commune % 2}`;
        return {
          ...base,
          ...(PRIZES[prize] ?? PRIZES[0]),
          position: index + 1,
          entryNumber: `E${entry}`,
          amount,
          communeId: `commune ${commune}` as AwardLine['communeId'],
          communeSortKey: String(commune),
          districtId: district as AwardLine['districtId'],
          districtName: district,
          districtSortKey: district,
        };
      }),
  );

/** Sources that are more than, less than, or just what is given; none at all. */
const sources = fc.array(fc.integer({ min: 1, max: 900_000_000 }), { maxLength: 4 });

const rowsOf = <Row>({ rows }: Sheet<Row>): Row[] => [...(rows as Iterable<Row>)];
const money = (text: string): number => Number(text.replaceAll('.', ''));
const cellsOf = (rows: readonly TableRow[], column: number): number =>
  rows.reduce((sum, row) => sum + (Array.isArray(row) ? money(row[column] as string) : 0), 0);
const restOf = (table: Table | undefined): readonly string[] => {
  const closing = table?.closing ?? null;
  return closing !== null && 'rest' in closing ? closing.rest : [];
};
const sum = (rows: Iterable<{ amount: number }>): number => [...rows].reduce((all, { amount }) => all + amount, 0);

describe('The money of a list', () => {
  it('is one sum in every tally, paper and sheet, to the đồng', () => {
    fc.assert(
      fc.property(lines, sources, (drawn, granted) => {
        const total = sum(drawn);
        const tallies = tallyCash(drawn);
        const ways = [tallies.byTier, tallies.byRecipient, tallies.byDistrict, tallies.byCommune];
        const sources = granted.map((amount, index) => ({ name: `Nguồn ${index}`, amount, documentNumber: '' }));
        const facts = { ...awardPaperFacts(1), lines: drawn, tallies, sources };
        const allocated = allocateFunds(tallies, sources);
        const allocation = allocationTable(facts);
        const papers = tallyBlocks(tallies).filter((block): block is Table => block.kind === 'table');
        const spread = allocationSheet({ title: '', lines: [] }, tallies, sources);
        const list = awardTable(facts);
        const paper = PAYOUT.toPaper(facts, wordsOfPaper(PAYOUT, facts, {}));
        const payout = paper.blocks.find((block): block is Table => block.kind === 'table');
        const head = { title: '', lines: [] };
        const [sheet, paid] = [awardSheet(head, drawn), payoutSheet(head, drawn)];
        const rows = rowsOf(tallySheet(head, tallies));
        expect({
          tallies: ways.map(sum),
          counts: ways.map((all) => all.reduce((count, one) => count + one.count, 0)),
          papers: [cellsOf(list.rows, 8), money(restOf(list)[1] ?? ''), cellsOf(payout?.rows ?? [], 5)],
          closings: [money(restOf(payout)[0] ?? ''), sheet.closing?.[10], paid.closing?.[5]],
          sheets: [sum(rowsOf(sheet)), sum(rowsOf(paid)), sum(rowsOf(spread)), spread.closing?.at(-1)],
          tally: papers.map((table) => [cellsOf(table.rows, 3), money(restOf(table)[1] ?? '')]),
          allocation: [
            cellsOf(allocation.rows, allocation.columns.length - 1),
            money(restOf(allocation).at(-1) ?? ''),
            allocated.uncovered + allocated.sources.reduce((all, one) => all + one.allocated, 0),
            ...allocated.units.map(
              (unit) => unit.amount - unit.uncovered - unit.bySource.reduce((all, one) => all + one, 0),
            ),
          ],
          overdrawn: allocated.sources.filter(({ left }) => left < 0),
          // Each block of the tallies ends with the whole sum, so that the sheet has it eight times over.
          blocks: sum(rows),
        }).toEqual({
          tallies: [total, total, total, total],
          counts: [drawn.length, drawn.length, drawn.length, drawn.length],
          papers: [total, total, total],
          closings: [total, total, total],
          sheets: [total, total, total, total],
          tally: papers.map(() => [total, total]),
          allocation: [total, total, total, ...allocated.units.map(() => 0)],
          overdrawn: [],
          blocks: 8 * total,
        });
        expect(money(saySum(tallies).replace(/ đồng.*$/, ''))).toBe(total);
      }),
      { numRuns: 300 },
    );
  });
});
