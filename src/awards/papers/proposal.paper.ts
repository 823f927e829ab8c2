import { called, calledInside } from '../../contests/contest.words.js';
import { saySources } from '../../contests/prize-money.js';
import { heading, paragraph } from '../../press/paper.js';
import type { AwardPaper } from './award-papers.js';
import { addressedTo, basesOf, changedPrizes, headOf, sayAwards, saySum, signedBy, tierTable } from './paper.blocks.js';
import { asHead, FIELDS, inFull, linesOf, placeOf, wordOf } from './paper.fields.js';

/** The committee's proposal to whoever decides (Decree 30/2020, form 1.4): what came in, what is proposed, what goes with it. */
export const PROPOSAL: AwardPaper = {
  address: 'to-trinh',
  title: 'Tờ trình đề nghị khen thưởng',
  hint: 'Kết quả cuộc thi, đề nghị theo từng giải, tổng tiền bằng số và bằng chữ.',
  fields: [
    FIELDS.parent,
    FIELDS.organ,
    FIELDS.symbol,
    FIELDS.place,
    FIELDS.subject,
    FIELDS.addressees,
    FIELDS.bases,
    FIELDS.opening,
    FIELDS.closing,
    FIELDS.attached,
    FIELDS.recipients,
    FIELDS.powers,
    FIELDS.signer,
  ],
  usual: ({ contest }) => ({
    parent: asHead(contest.organiserName),
    organ: `BAN TỔ CHỨC ${contest.noun.toUpperCase()}`,
    symbol: 'TTr-BTC',
    place: placeOf(contest.organiserName),
    subject: `Về việc khen thưởng ${calledInside(contest)}`,
    addressees: inFull(contest.organiserName),
    bases: `Căn cứ Thể lệ ${called(contest)}\nCăn cứ kết quả chấm của Ban Giám khảo`,
    opening: `Ban Tổ chức ${contest.noun.toLowerCase()} kính trình ${inFull(contest.organiserName)} xem xét khen thưởng như sau:`,
    closing: `Kính trình ${inFull(contest.organiserName)} xem xét, quyết định`,
    attached: 'Danh sách đề nghị khen thưởng\nBảng tổng hợp điểm\nBiên bản chấm của Ban Giám khảo',
    recipients: 'Như trên\nLưu: VT, BTC',
    powers: 'TM. BAN TỔ CHỨC\nTRƯỞNG BAN',
    signer: '',
  }),
  toPaper(facts, words) {
    const { contest, counts, tallies, sources, decisions, at } = facts;
    const changed = changedPrizes(decisions);
    const attached = linesOf(words, 'attached').map((one) => one.replace(/[;.,]+$/u, ''));
    const closing = wordOf(words, 'closing').replace(/[./]+$/u, '');
    return {
      title: `Tờ trình khen thưởng ${contest.name}`,
      madeAt: at,
      landscape: false,
      framed: false,
      foot: null,
      blocks: [
        ...headOf(words, facts),
        { kind: 'title', text: 'TỜ TRÌNH', subject: wordOf(words, 'subject') },
        ...addressedTo(words),
        ...basesOf(words),
        ...(wordOf(words, 'opening') === '' ? [] : [paragraph(wordOf(words, 'opening'))]),
        heading('1. Kết quả'),
        paragraph(
          `Ban Tổ chức nhận ${counts.submitted} hồ sơ dự thi của ${counts.villages} ${contest.villageNoun} thuộc ${counts.communes} xã; ${counts.accepted} hồ sơ đủ điều kiện sau thẩm định; ${counts.judged} hồ sơ được Ban Giám khảo chấm và xếp hạng.`,
        ),
        heading('2. Đề nghị khen thưởng'),
        paragraph(`Đề nghị tặng ${sayAwards(tallies)}. Tổng số tiền thưởng ${saySum(tallies)}:`),
        tierTable(tallies),
        ...(changed.length === 0
          ? []
          : [
              paragraph('Cơ cấu giải thực hiện theo các quyết định đã ghi:'),
              { kind: 'lines' as const, lines: changed.map((one) => `${one}.`) },
            ]),
        ...(sources.length === 0 ? [] : [paragraph(`Nguồn kinh phí: ${saySources(sources)}.`)]),
        ...(attached.length === 0 ? [] : [paragraph(`Hồ sơ kèm theo: ${attached.join('; ')}.`)]),
        ...(closing === '' ? [] : [paragraph(`${closing}./.`)]),
        signedBy(words),
      ],
    };
  },
};
