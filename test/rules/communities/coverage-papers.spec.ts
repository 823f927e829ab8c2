import { describe, expect, it } from '@jest/globals';
import type { CoverageRow } from '../../../src/communities/teams/coverage.repository.js';
import { type FoundCoverage, PAPER_ROWS, toCoveragePapers } from '../../../src/communities/teams/coverage.view.js';
import type { TeamKindId } from '../../../src/communities/teams/team.facts.js';
import type { Paper, Table } from '../../../src/press/paper.js';

const NOW = new Date('2021-11-20T09:00:00+07:00');
const figures = { known: 1, inTeam: 1, teams: 1, faulty: 0, villages: 1, bare: 0 };
function found(rows: number): FoundCoverage {
  return {
    rows: Array.from({ length: rows }, (_, index): CoverageRow => {
      return { id: String(index), name: `Xã ${index + 1}`, above: null, ...figures };
    }),
    sums: { ...figures, rows },
    kind: {
      ...{ id: 'k' as TeamKindId, name: 'Tổ Covid cộng đồng', source: '', version: 1 },
      ...{ membersMin: null, membersMax: null, householdsMin: null, householdsMax: null, leaders: null },
      ...{ recordedAt: NOW, recordedByName: '' },
    },
    day: '2021-11-20',
    isOfVillages: false,
  };
}
const tableOf = (paper: Paper): Table => paper.blocks.find((block): block is Table => block.kind === 'table') as Table;

describe('A printed coverage', () => {
  it.each([
    ['no row', 0, [0]],
    ['one row below the limit', PAPER_ROWS - 1, [4999]],
    ['as many rows as one paper takes', PAPER_ROWS, [5000]],
    ['one row more', PAPER_ROWS + 1, [2501, 2500]],
    // 10,600 / 3 = 3,533 and a third
    ['all communes of the country in 2021', 10_600, [3534, 3534, 3532]],
  ])('of %s', (_what, rows, volumes) => {
    expect(toCoveragePapers(found(rows), NOW).map((paper) => tableOf(paper).rows.length)).toEqual(volumes);
  });

  it('numbers its rows on from volume to volume, and sums them up in the last', () => {
    const [first, second] = toCoveragePapers(found(PAPER_ROWS + 1), NOW);
    expect(first?.title).toContain('quyển 1 trong 2 quyển');
    expect(tableOf(first as Paper).closing).toBeNull();
    expect((tableOf(second as Paper).rows[0] as readonly string[]).slice(0, 2)).toEqual(['2.502', 'Xã 2502']);
    expect(tableOf(second as Paper).closing).toMatchObject({ label: 'Tổng cộng' });
  });
});
