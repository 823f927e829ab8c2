import { called } from '../../contests/contest.words.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { italic, line, type Table, type TableRow } from '../../press/paper.js';
import type { UnitFunds } from '../fund-allocation.js';
import { allocateFunds } from '../fund-allocation.js';
import { sayAllocated } from '../fund-allocation.view.js';
import type { AwardPaper } from './award-papers.js';
import { headOf, signedBy, wordsLine } from './paper.blocks.js';
import type { AwardPaperFacts } from './paper.facts.js';
import { COMMITTEE_FIELDS, usualOfCommittee, wordOf } from './paper.fields.js';

/** How much each commune receives out of each source, district by district. */
export const ALLOCATION: AwardPaper = {
  address: 'phan-bo-kinh-phi',
  title: 'Phân bổ kinh phí theo đơn vị',
  hint: 'Mỗi xã nhận bao nhiêu từ từng nguồn; cộng theo huyện, theo nguồn, bằng số và bằng chữ.',
  fields: COMMITTEE_FIELDS,
  usual: ({ contest }) =>
    usualOfCommittee(contest, { symbol: 'PB-BTC', annexTo: 'Kèm theo Quyết định số …… ngày …… tháng …… năm ……' }),
  toPaper(facts, words) {
    const { contest, tallies, sources, at } = facts;
    const annexTo = wordOf(words, 'annexTo');
    const said = sayAllocated(allocateFunds(tallies, sources).sources);
    return {
      title: `Phân bổ kinh phí ${contest.name}`,
      madeAt: at,
      landscape: true,
      framed: false,
      foot: null,
      blocks: [
        ...headOf(words, facts),
        { kind: 'title', text: 'PHÂN BỔ KINH PHÍ TIỀN THƯỞNG', subject: called(contest) },
        ...(annexTo === '' ? [] : [line([italic(`(${annexTo})`)], 'center')]),
        allocationTable(facts),
        wordsLine(tallies),
        ...(said.length === 0
          ? []
          : [line('Nguồn kinh phí, dùng lần lượt:', 'left'), { kind: 'lines' as const, lines: said }]),
        signedBy(words),
      ],
    };
  },
};

/** Communes under their districts, a column a source; what no source covers has a column of its own where there is any. */
export function allocationTable({ tallies, sources }: Pick<AwardPaperFacts, 'tallies' | 'sources'>): Table {
  const allocation = allocateFunds(tallies, sources);
  const { units, total, uncovered } = allocation;
  const hasGap = uncovered > 0 && sources.length > 0;
  const parts = ({ bySource, uncovered: open }: UnitFunds): number[] => [...bySource, ...(hasGap ? [open] : [])];
  const money = (amounts: readonly number[]): string[] => amounts.map(formatInteger);
  const districts = Map.groupBy(units, ({ districtName }) => districtName ?? 'Trực thuộc tỉnh');
  const rows = [...districts].flatMap(([name, communes]): TableRow[] => {
    const sums = communes.map(parts).reduce((all, one) => all.map((sum, index) => sum + (one[index] ?? 0)));
    const amount = communes.reduce((all, one) => all + one.amount, 0);
    return [
      { label: name, span: 2, rest: money([...sums, amount]) },
      ...communes.map((one) => [String(units.indexOf(one) + 1), one.name, ...money([...parts(one), one.amount])]),
    ];
  });
  const totals = [...allocation.sources.map(({ allocated }) => allocated), ...(hasGap ? [uncovered] : []), total];
  return {
    kind: 'table',
    columns: [
      { head: 'STT', share: 1.2, align: 'center' },
      { head: 'Đơn vị', share: 6, align: 'left' },
      ...sources.map(({ name }) => ({ head: `${name} (đồng)`, share: 3, align: 'right' as const })),
      ...(hasGap ? [{ head: 'Chưa có nguồn (đồng)', share: 3, align: 'right' as const }] : []),
      { head: 'Cộng (đồng)', share: 3, align: 'right' },
    ],
    rows,
    closing: { label: 'Tổng cộng', span: 2, rest: money(totals) },
  };
}
