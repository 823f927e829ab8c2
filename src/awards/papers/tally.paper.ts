import { called } from '../../contests/contest.words.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import { type Block, heading, italic, line, type Table } from '../../press/paper.js';
import type { CashTally } from '../award.facts.js';
import type { CashTallies } from '../award.tallies.js';
import type { AwardPaper } from './award-papers.js';
import { headOf, saySum, signedBy } from './paper.blocks.js';
import { COMMITTEE_FIELDS, usualOfCommittee, wordOf } from './paper.fields.js';

/** The cash of the list counted four ways, each with the same total. */
export const TALLY: AwardPaper = {
  address: 'tong-hop-tien-thuong',
  title: 'Tổng hợp tiền thưởng',
  hint: 'Cộng theo giải, theo người nhận, theo huyện, theo xã; tổng bằng số và bằng chữ.',
  fields: COMMITTEE_FIELDS,
  usual: ({ contest }) => usualOfCommittee(contest, { symbol: 'TH-BTC', annexTo: '' }),
  toPaper(facts, words) {
    const { contest, tallies, at } = facts;
    const annexTo = wordOf(words, 'annexTo');
    return {
      title: `Tổng hợp tiền thưởng ${contest.name}`,
      madeAt: at,
      landscape: false,
      framed: false,
      foot: null,
      blocks: [
        ...headOf(words, facts),
        { kind: 'title', text: 'TỔNG HỢP TIỀN THƯỞNG', subject: called(contest) },
        ...(annexTo === '' ? [] : [line([italic(`(${annexTo})`)], 'center')]),
        ...tallyBlocks(tallies),
        line(`Tổng cộng: ${saySum(tallies)}.`, 'left'),
        signedBy(words),
      ],
    };
  },
};

/** One table a way of counting. */
export const tallyBlocks = (tallies: CashTallies): Block[] => [
  ...counted('1. Theo giải, hình thức khen thưởng', 'Giải, hình thức', tallies.byTier, tallies),
  ...counted('2. Theo người nhận', 'Người nhận', tallies.byRecipient, tallies),
  ...counted('3. Theo huyện', 'Huyện', tallies.byDistrict, tallies),
  ...counted(
    '4. Theo xã',
    'Xã',
    tallies.byCommune.map(({ name, districtName, ...one }) => ({
      ...one,
      name: tellPlace(name, districtName),
    })),
    tallies,
  ),
];

function counted(
  title: string,
  head: string,
  rows: readonly CashTally[],
  { count, total }: CashTallies,
): [Block, Table] {
  return [
    heading(title),
    {
      kind: 'table',
      columns: [
        { head: 'STT', share: 1.2, align: 'center' },
        { head, share: 6, align: 'left' },
        { head: 'Số lượng', share: 2, align: 'right' },
        { head: 'Số tiền (đồng)', share: 3, align: 'right' },
      ],
      rows: rows.map((one, index) => [
        String(index + 1),
        one.name,
        formatInteger(one.count),
        formatInteger(one.amount),
      ]),
      closing: { label: 'Tổng cộng', span: 2, rest: [formatInteger(count), formatInteger(total)] },
    },
  ];
}
