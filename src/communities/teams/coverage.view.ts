import { paperLinks } from '../../documents/paper.answer.js';
import type { Instant } from '../../kernel/instant.js';
import { formatDay, type Day } from '../../kernel/vietnamese/days.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import type { Paper } from '../../press/paper.js';
import { anySheet, type AnySheet } from '../../press/sheet.js';
import { barChart } from '../../web/views/charts.js';
import { pagingOf } from '../../web/views/page.js';
import { withQuery } from '../../web/with-query.js';
import type { RegisterMenuView } from '../register.menu.js';
import type { CoverageRow, CoverageSums } from './coverage.repository.js';
import type { TeamKind } from './team.facts.js';
import { filterOf, type Places } from './team.list.view.js';
import { teamPaths } from './team.paths.js';
import { type TeamQuery, teamQueryText } from './team.query.js';
import { boundsWords } from './team.view.js';

export const COVERAGE_A_PAGE = 50;
/** Rows of one printed paper; 5,000 are drawn in four seconds, 10,600 (all communes of the country in 2021) are more than a drawing thread holds. */
export const PAPER_ROWS = 5000;
const BARS = 10;

export interface FoundCoverage {
  rows: readonly CoverageRow[];
  sums: CoverageSums;
  kind: TeamKind;
  day: Day;
  /** A list of villages, for one commune; else of communes. */
  isOfVillages: boolean;
}

/** The page of the coverage: figures of the area, the worst as a plot, and a row a commune or village. */
export function toCoverage(
  unitName: string,
  query: TeamQuery,
  found: FoundCoverage & { places: Places; kinds: readonly TeamKind[]; menu: RegisterMenuView },
) {
  const { rows, sums, kind, day, isOfVillages, places, kinds, menu } = found;
  const text = { ...teamQueryText(query), loai: kind.id, trang: null };
  return {
    about: unitName,
    lead: `${kind.name}, tính đến ngày ${formatDay(day)}; xã, phường theo địa giới ngày này. Quy định: ${boundsWords(kind)}.`,
    menu,
    listHref: teamPaths.list,
    ...filterOf({ ...query, filter: { ...query.filter, kindId: kind.id } }, places, kinds),
    action: teamPaths.coverage,
    clearHref: teamPaths.coverage,
    figures: [
      {
        value: formatInteger(sums.known),
        label: 'hộ đã biết',
        href: null,
        note: `${formatInteger(sums.inTeam)} hộ có tổ`,
      },
      { value: formatInteger(sums.known - sums.inTeam), label: 'hộ chưa có tổ', href: null, note: null },
      {
        value: formatInteger(sums.faulty),
        label: 'tổ ngoài quy định',
        href: sums.faulty === 0 ? null : withQuery(teamPaths.list, { ...text, sai: '1' }),
        note: `trong ${formatInteger(sums.teams)} tổ`,
      },
      {
        value: formatInteger(sums.bare),
        label: 'thôn, bản chưa có tổ',
        href: null,
        note: `trong ${formatInteger(sums.villages)} thôn, bản`,
      },
    ],
    chart: chartOf(found),
    caption: captionOf(found),
    order: isOfVillages ? 'Xếp theo tên' : 'Nhiều hộ chưa có tổ trước',
    nameHead: isOfVillages ? 'Thôn, bản' : 'Xã, phường, thị trấn',
    rows: rows.map((row) => ({
      name: row.name,
      above: row.above,
      href: isOfVillages ? null : withQuery(teamPaths.coverage, { ...text, xa: row.id }),
      known: formatInteger(row.known),
      inTeam: formatInteger(row.inTeam),
      without: formatInteger(row.known - row.inTeam),
      teams: formatInteger(row.teams),
      faulty: formatInteger(row.faulty),
      bare: formatInteger(row.bare),
    })),
    papers: paperLinks(withQuery(teamPaths.coveragePaper, text)),
    volumesText:
      sums.rows <= PAPER_ROWS
        ? null
        : `Bảng có ${formatInteger(sums.rows)} dòng: bản in là tệp ZIP, mỗi quyển nhiều nhất ${formatInteger(PAPER_ROWS)} dòng.`,
    sheetHref: withQuery(teamPaths.coverageSheet, text),
    paging:
      sums.rows <= COVERAGE_A_PAGE
        ? null
        : pagingOf({
            page: query.page,
            pageSize: COVERAGE_A_PAGE,
            total: sums.rows,
            hrefOf: (page) => withQuery(teamPaths.coverage, { ...text, trang: page === 1 ? null : page }),
          }),
  };
}

const captionOf = ({ sums, isOfVillages }: FoundCoverage): string =>
  `${formatInteger(sums.rows)} ${isOfVillages ? 'thôn, bản' : 'xã, phường, thị trấn'}`;

/** The units with the most households without a team; null when every known household has one. */
function chartOf({ rows, sums, isOfVillages }: FoundCoverage) {
  const worst = rows
    .filter(({ known, inTeam }) => known > inTeam)
    .toSorted((a, b) => b.known - b.inTeam - (a.known - a.inTeam))
    .slice(0, BARS);
  if (worst.length === 0) return null;
  return barChart({
    id: 'ho-chua-co-to',
    title: isOfVillages ? 'Hộ chưa có tổ theo thôn, bản' : 'Hộ chưa có tổ theo xã',
    finding: `${formatInteger(sums.known - sums.inTeam)} trong ${formatInteger(sums.known)} hộ đã biết chưa có tổ phụ trách.`,
    unit: 'hộ',
    bars: worst.map((row) => ({
      label: row.name,
      value: row.known - row.inTeam,
      valueText: formatInteger(row.known - row.inTeam),
    })),
  });
}

const HEADS = ['Hộ đã biết', 'Có tổ', 'Chưa có tổ', 'Số tổ', 'Ngoài quy định', 'Thôn, bản chưa có tổ'] as const;
const figuresOf = (row: Omit<CoverageRow, 'id' | 'name' | 'above'>): number[] => [
  row.known,
  row.inTeam,
  row.known - row.inTeam,
  row.teams,
  row.faulty,
  row.bare,
];
const titleOf = ({ kind, day }: FoundCoverage): string => `Độ phủ của ${kind.name}, đến ngày ${formatDay(day)}`;

export function toCoverageSheet(found: FoundCoverage, unitName: string | null): AnySheet {
  return anySheet<CoverageRow>({
    name: 'Độ phủ',
    heading: [...(unitName === null ? [] : [unitName]), titleOf(found), `Quy định: ${boundsWords(found.kind)}`],
    columns: [
      {
        header: found.isOfVillages ? 'Thôn, bản' : 'Xã, phường, thị trấn',
        kind: 'text',
        width: 28,
        value: ({ name }) => name,
      },
      { header: found.isOfVillages ? 'Xã' : 'Huyện, thành phố', kind: 'text', width: 24, value: ({ above }) => above },
      ...HEADS.map((header, index) => ({
        header,
        kind: 'number' as const,
        width: 12,
        value: (row: CoverageRow) => figuresOf(row)[index] ?? 0,
      })),
    ],
    rows: found.rows,
    closing: ['Tổng cộng', null, ...figuresOf(found.sums)],
    footing: [],
    landscape: true,
  });
}

/** The printed list, a row a commune or village with the sum under it; in volumes where it is long, numbered on, the sum in the last. */
export function toCoveragePapers(found: FoundCoverage, madeAt: Instant): Paper[] {
  const volumes = Math.max(1, Math.ceil(found.rows.length / PAPER_ROWS));
  // Evenly, so that the last is no single sheet.
  const rows = Math.ceil(found.rows.length / volumes);
  return Array.from({ length: volumes }, (_, index) =>
    volumeOf(found, madeAt, { number: index + 1, of: volumes, from: index * rows, until: (index + 1) * rows }),
  );
}

function volumeOf(
  found: FoundCoverage,
  madeAt: Instant,
  { number, of, from, until }: { number: number; of: number; from: number; until: number },
): Paper {
  const title = of === 1 ? titleOf(found) : `${titleOf(found)}, quyển ${number} trong ${of} quyển`;
  return {
    title,
    madeAt,
    landscape: true,
    framed: false,
    foot: null,
    blocks: [
      { kind: 'title', text: 'THỐNG KÊ', subject: title },
      {
        kind: 'table',
        columns: [
          { head: 'STT', share: 1, align: 'center' },
          { head: found.isOfVillages ? 'Thôn, bản' : 'Đơn vị', share: 5, align: 'left' },
          ...HEADS.map((head) => ({ head, share: 2, align: 'right' as const })),
        ],
        rows: found.rows
          .slice(from, until)
          .map((row, index) => [formatInteger(from + index + 1), row.name, ...figuresOf(row).map(formatInteger)]),
        closing: number === of ? { label: 'Tổng cộng', span: 2, rest: figuresOf(found.sums).map(formatInteger) } : null,
      },
    ],
  };
}
