import { called, calledInside } from '../../contests/contest.words.js';
import { italic, line, paragraph } from '../../press/paper.js';
import type { AwardPaper } from './award-papers.js';
import { awardTable, headOf, saySum, signedBy, tierTable, warningsOf, wordsLine } from './paper.blocks.js';
import { asHead, FIELDS, inFull, placeOf, type PaperSubject, sayRecipients, wordOf } from './paper.fields.js';

/** The committee tells the results (Decree 30/2020, form 1.4), with the list behind it. */
export const RESULTS_NOTICE: AwardPaper = {
  address: 'thong-bao-ket-qua',
  title: 'Thông báo kết quả',
  hint: 'Kèm danh sách khen thưởng và địa chỉ trang kết quả.',
  fields: [
    FIELDS.parent,
    FIELDS.organ,
    FIELDS.symbol,
    FIELDS.place,
    FIELDS.subject,
    FIELDS.opening,
    FIELDS.closing,
    FIELDS.recipients,
    FIELDS.powers,
    FIELDS.signer,
  ],
  usual: ({ contest }) => ({
    parent: asHead(contest.organiserName),
    organ: `BAN TỔ CHỨC ${contest.noun.toUpperCase()}`,
    symbol: 'TB-BTC',
    place: placeOf(contest.organiserName),
    subject: `Kết quả ${calledInside(contest)}`,
    opening: `Căn cứ Quyết định số …… ngày …… tháng …… năm …… của ${inFull(contest.organiserName)}, Ban Tổ chức ${contest.noun.toLowerCase()} thông báo kết quả như sau:`,
    closing: `Ban Tổ chức thông báo để các cơ quan, đơn vị, tập thể biết và thực hiện`,
    recipients: 'UBND các huyện, thành phố\nUBND các xã, phường, thị trấn\nLưu: VT, BTC',
    powers: 'TM. BAN TỔ CHỨC\nTRƯỞNG BAN',
    signer: '',
  }),
  toPaper(facts, words) {
    const { contest, counts, lines, tallies, warnings, resultsAddress, at } = facts;
    const closing = wordOf(words, 'closing').replace(/[./]+$/u, '');
    return {
      title: `Thông báo kết quả ${contest.name}`,
      madeAt: at,
      landscape: false,
      framed: false,
      foot: null,
      blocks: [
        ...headOf(words, facts),
        { kind: 'title', text: 'THÔNG BÁO', subject: wordOf(words, 'subject') },
        ...(wordOf(words, 'opening') === '' ? [] : [paragraph(wordOf(words, 'opening'))]),
        paragraph(
          `Có ${counts.submitted} hồ sơ dự thi, ${counts.judged} hồ sơ được chấm và xếp hạng, ${new Set(lines.map(({ entryId }) => entryId)).size} ${awardedNoun(lines)} đạt giải; tổng số tiền thưởng ${saySum(tallies)}:`,
        ),
        tierTable(tallies),
        paragraph(`Danh sách từng giải kèm theo Thông báo này và đăng tại ${resultsAddress}.`),
        ...(closing === '' ? [] : [paragraph(`${closing}./.`)]),
        signedBy(words),
        { kind: 'new-sheet', landscape: true },
        ...warningsOf(warnings),
        { kind: 'title', text: 'DANH SÁCH ĐẠT GIẢI', subject: called(contest) },
        line([italic(`(Kèm theo Thông báo số …… ngày …… tháng …… năm …… của Ban Tổ chức)`)], 'center'),
        awardTable(facts),
        wordsLine(tallies),
      ],
    };
  },
};

/** What awarded entries are called where they are counted: by who received them, and dossiers where those are of several kinds. */
function awardedNoun(lines: PaperSubject['lines']): string {
  const who = sayRecipients(lines);
  return who.includes(',') ? 'hồ sơ' : who;
}
