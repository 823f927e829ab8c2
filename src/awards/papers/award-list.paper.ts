import { called } from '../../contests/contest.words.js';
import { italic, line } from '../../press/paper.js';
import type { AwardPaper } from './award-papers.js';
import { awardTable, headOf, signedBy, wordsLine } from './paper.blocks.js';
import { COMMITTEE_FIELDS, usualOfCommittee, wordOf } from './paper.fields.js';

/** The list of who is rewarded as a paper of the committee's own. */
export const AWARD_LIST: AwardPaper = {
  address: 'danh-sach-khen-thuong',
  title: 'Danh sách khen thưởng',
  hint: 'Khổ ngang, cộng từng giải và tổng cộng bằng số, bằng chữ.',
  fields: COMMITTEE_FIELDS,
  usual: ({ contest }) =>
    usualOfCommittee(contest, { symbol: 'DS-BTC', annexTo: 'Kèm theo Tờ trình số …… ngày …… tháng …… năm ……' }),
  toPaper(facts, words) {
    const { contest, tallies, at } = facts;
    const annexTo = wordOf(words, 'annexTo');
    return {
      title: `Danh sách khen thưởng ${contest.name}`,
      madeAt: at,
      landscape: true,
      framed: false,
      foot: null,
      blocks: [
        ...headOf(words, facts),
        { kind: 'title', text: 'DANH SÁCH KHEN THƯỞNG', subject: called(contest) },
        ...(annexTo === '' ? [] : [line([italic(`(${annexTo})`)], 'center')]),
        awardTable(facts),
        wordsLine(tallies),
        signedBy(words),
      ],
    };
  },
};
