import { called, calledInside } from '../../contests/contest.words.js';
import { saySources } from '../../contests/prize-money.js';
import { type Block, bold, italic, line, paragraph, plain } from '../../press/paper.js';
import type { AwardPaper } from './award-papers.js';
import {
  awardTable,
  basesOf,
  changedPrizes,
  headOf,
  sayAwards,
  saySum,
  signedBy,
  warningsOf,
  wordsLine,
} from './paper.blocks.js';
import { asHead, field, FIELDS, inFull, linesOf, needed, placeOf, sayRecipients, wordOf } from './paper.fields.js';

/** The decision on rewards with its list (Decree 30/2020, forms 1.2 and 1.3). How many and how much it says comes from the list. */
export const DECISION: AwardPaper = {
  address: 'quyet-dinh',
  title: 'Quyết định khen thưởng',
  hint: 'Kèm phụ lục danh sách khen thưởng, khổ ngang.',
  fields: [
    FIELDS.parent,
    FIELDS.organ,
    FIELDS.symbol,
    FIELDS.place,
    FIELDS.subject,
    FIELDS.authority,
    FIELDS.bases,
    needed(field('award', 'Điều 1', 'Số lượng từng giải tự ghi vào cuối Điều 1.', 'text')),
    needed(field('source', 'Điều 2', 'Tổng số tiền bằng số và bằng chữ tự ghi ở đầu Điều 2.', 'text')),
    needed(field('articles', 'Các điều còn lại', 'Mỗi điều một dòng, từ Điều 3.', 'lines')),
    FIELDS.recipients,
    FIELDS.powers,
    FIELDS.signer,
    FIELDS.annexTo,
  ],
  usual: ({ contest, lines }) => ({
    parent: '',
    organ: asHead(contest.organiserName),
    symbol: 'QĐ-UBND',
    place: placeOf(contest.organiserName),
    subject: `Về việc khen thưởng ${calledInside(contest)}`,
    authority: inFull(contest.organiserName).toUpperCase(),
    bases: [
      'Căn cứ Luật Tổ chức chính quyền địa phương',
      `Căn cứ Thể lệ ${called(contest)}`,
      `Theo đề nghị của Ban Tổ chức ${contest.noun.toLowerCase()} tại Tờ trình số …… ngày …… tháng …… năm ……`,
    ].join('\n'),
    award: `Tặng giải thưởng cho các ${sayRecipients(lines)} đạt giải ${calledInside(contest)}, có danh sách kèm theo Quyết định này.`,
    source: `Tiền thưởng chi từ kinh phí tổ chức ${contest.noun.toLowerCase()}.`,
    articles: `Quyết định này có hiệu lực kể từ ngày ký. Ban Tổ chức ${contest.noun.toLowerCase()}, thủ trưởng các cơ quan, đơn vị liên quan và các ${sayRecipients(lines)} có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này`,
    recipients: 'Như Điều 3\nLưu: VT',
    powers: 'TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH',
    signer: '',
    annexTo: `Kèm theo Quyết định số …… ngày …… tháng …… năm …… của ${inFull(contest.organiserName)}`,
  }),
  toPaper(facts, words) {
    const { contest, tallies, sources, decisions, warnings, at } = facts;
    const changed = changedPrizes(decisions);
    const from = sources.length === 0 ? '' : ` Nguồn: ${saySources(sources)}.`;
    const articles = linesOf(words, 'articles').map((one) => one.replace(/[./]+$/u, ''));
    const article = (number: number, text: string): Block => paragraph([bold(`Điều ${number}. `), plain(text)]);
    return {
      title: `Quyết định khen thưởng ${contest.name}`,
      madeAt: at,
      landscape: false,
      framed: false,
      foot: null,
      blocks: [
        ...headOf(words, facts),
        { kind: 'title', text: 'QUYẾT ĐỊNH', subject: wordOf(words, 'subject') },
        line([bold(wordOf(words, 'authority'))], 'center'),
        ...basesOf(words),
        line([bold('QUYẾT ĐỊNH:')], 'center'),
        article(1, `${wordOf(words, 'award')} Gồm ${sayAwards(tallies)}.`),
        ...(changed.length === 0
          ? []
          : [
              paragraph('Cơ cấu giải thực hiện theo các quyết định đã ghi:'),
              { kind: 'lines' as const, lines: changed.map((one) => `${one}.`) },
            ]),
        article(2, `Tổng số tiền thưởng: ${saySum(tallies)}. ${wordOf(words, 'source')}${from}`),
        ...articles.map((text, i) => article(i + 3, `${text}${i === articles.length - 1 ? './.' : '.'}`)),
        signedBy(words),
        { kind: 'new-sheet', landscape: true },
        ...warningsOf(warnings),
        { kind: 'title', text: 'Phụ lục', subject: null },
        { kind: 'title', text: 'DANH SÁCH KHEN THƯỞNG', subject: called(contest) },
        line([italic(`(${wordOf(words, 'annexTo')})`)], 'center'),
        awardTable(facts),
        wordsLine(tallies),
      ],
    };
  },
};
