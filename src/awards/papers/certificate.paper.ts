import { calledInside } from '../../contests/contest.words.js';
import { placeInSentence, tellPlace } from '../../kernel/vietnamese/places.js';
import { type Block, italic, line, type Paper } from '../../press/paper.js';
import { blankDay } from '../../press/blanks.js';
import type { AwardLine } from '../award.facts.js';
import type { AwardPaper } from './award-papers.js';
import { warningsOf } from './paper.blocks.js';
import type { AwardPaperFacts } from './paper.facts.js';
import {
  field,
  FIELDS,
  inFull,
  linesOf,
  needed,
  type PaperContest,
  type PaperWords,
  placeOf,
  wordOf,
} from './paper.fields.js';

const FIELDS_OF_BOTH = [
  needed(field('giver', 'Người tặng', 'In hoa, đỏ, trên tên giấy.')),
  needed(field('verb', 'Động từ', 'Giữa người tặng và tên giấy.')),
  needed(field('name', 'Tên giấy', 'In lớn, đỏ.')),
  needed(field('achievement', 'Thành tích', 'Tên giải tự ghi trước câu này: “Đạt Giải Nhất …”.', 'text')),
  field('decision', 'Dòng quyết định', 'Góc trái dưới.'),
  FIELDS.place,
  FIELDS.powers,
  FIELDS.signer,
];

/** The committee certifies prizes and recognition; a reward form has its own paper. Of a list of reward forms alone: all of it. */
const certifiedLines = (lines: readonly AwardLine[]): readonly AwardLine[] => {
  const won = lines.filter(({ kind }) => kind !== 'reward');
  return won.length === 0 ? lines : won;
};

/** Who was granted a reward form; as long as nobody was, everybody on the list. */
const commendedLines = (lines: readonly AwardLine[]): readonly AwardLine[] => {
  const granted = lines.filter(({ kind }) => kind === 'reward');
  return granted.length === 0 ? lines : granted;
};

/** The lines that have a sheet of a paper, by its address. */
export const sheetsOf = (address: string, lines: readonly AwardLine[]): readonly AwardLine[] =>
  address === COMMENDATION.address ? commendedLines(lines) : certifiedLines(lines);

const achievementOf = (contest: PaperContest): string => `${calledInside(contest)}`;

/** The committee's certificate: no form is prescribed, so it takes that of the giấy khen (Decree 98/2023, article 104). */
export const CERTIFICATE: AwardPaper = {
  address: 'giay-chung-nhan',
  title: 'Giấy chứng nhận',
  hint: 'Khổ ngang, có khung; mỗi tập thể một tờ. Số và mã QR có khi danh sách đã công bố.',
  fields: FIELDS_OF_BOTH,
  usual: ({ contest }) => ({
    giver: `BAN TỔ CHỨC ${contest.noun.toUpperCase()}`,
    verb: 'TẶNG',
    name: 'GIẤY CHỨNG NHẬN',
    achievement: achievementOf(contest),
    decision: 'Quyết định số …… ngày …… tháng …… năm ……',
    place: placeOf(contest.organiserName),
    powers: 'TM. BAN TỔ CHỨC\nTRƯỞNG BAN',
    signer: '',
  }),
  toPaper: (facts, words) => certificates('Giấy chứng nhận', facts, words, certifiedLines(facts.lines)),
};

export const COMMENDATION: AwardPaper = {
  address: 'giay-khen',
  title: 'Giấy khen',
  hint: 'Khổ ngang, có khung, theo mẫu giấy khen. Đã ghi hình thức khen thưởng thì mỗi người nhận một tờ; chưa ghi thì mỗi dòng của danh sách một tờ.',
  fields: FIELDS_OF_BOTH,
  usual: ({ contest }) => ({
    giver: `CHỦ TỊCH ${inFull(contest.organiserName).toUpperCase()}`,
    verb: 'TẶNG',
    name: 'GIẤY KHEN',
    achievement: achievementOf(contest),
    decision: 'Quyết định số …… ngày …… tháng …… năm ……',
    place: placeOf(contest.organiserName),
    powers: 'CHỦ TỊCH',
    signer: '',
  }),
  toPaper: (facts, words) => certificates('Giấy khen', facts, words, commendedLines(facts.lines)),
};

/** One sheet a line, in the order of the list. */
export const certificates = (
  title: string,
  facts: AwardPaperFacts,
  words: PaperWords,
  lines: readonly AwardLine[],
): Paper => ({
  title: `${title} ${facts.contest.name}`,
  madeAt: facts.at,
  landscape: true,
  framed: true,
  foot: null,
  blocks: lines.flatMap((one, index): Block[] => [
    ...(index === 0 ? [] : [{ kind: 'new-sheet', landscape: true } as const]),
    ...sheetOf(one, facts, words),
  ]),
});

/** "Đạt Giải Nhất"; recognition without a rank is "Được công nhận …"; a reward form is given for what was achieved. */
const sayWon = ({ kind, tierName }: Pick<AwardLine, 'kind' | 'tierName'>): string =>
  kind === 'reward'
    ? 'Có thành tích trong'
    : kind === 'recognition'
      ? `Được ${tierName.charAt(0).toLowerCase()}${tierName.slice(1)}`
      : `Đạt ${tierName}`;

/** The form that the chairman of a commune grants; the committee's unit does not give it. */
const OF_THE_COMMUNE = 'khen:giay-khen-xa';

/**
 * Who gives a sheet, and where: as worded, but a commune's form is its own chairman's (Decree 152/2025, article 54) as long as nobody worded
 * another giver. One wording serves all sheets, and each of these is of another commune.
 */
function giverOf(one: AwardLine, { contest }: AwardPaperFacts, words: PaperWords): { giver: string; place: string } {
  const worded = { giver: wordOf(words, 'giver'), place: wordOf(words, 'place') };
  const { giver, place } = COMMENDATION.usual({ contest, lines: [one] });
  if (one.tierCode !== OF_THE_COMMUNE || worded.giver !== giver) return worded;
  return {
    giver: `CHỦ TỊCH ỦY BAN NHÂN DÂN ${one.communeName.toUpperCase()}`,
    place: worded.place === place ? placeOf(`UBND ${placeInSentence(one.communeName)}`) : worded.place,
  };
}

/** A bằng khen is called so whatever the paper's own name is. */
const nameOf = ({ kind, tierCode }: AwardLine, words: PaperWords): string =>
  kind === 'reward' && tierCode.startsWith('khen:bang-khen') ? 'BẰNG KHEN' : wordOf(words, 'name');

/** Until the list is published no sheet has a number, a check value and a code: it must not be handed out. */
const PROOF = 'BẢN IN THỬ – số vào sổ và mã kiểm tra có khi công bố, in lại rồi trao';

function sheetOf(one: AwardLine, facts: AwardPaperFacts, words: PaperWords): Block[] {
  const display = (as: Extract<Block, { kind: 'display' }>['as'], text: string): Block => ({
    kind: 'display',
    as,
    text,
  });
  const place = tellPlace(one.villageName, one.communeName, one.districtName);
  const checked = facts.certificateOf(one);
  const decision = wordOf(words, 'decision');
  const left: Block[] = [
    ...(decision === '' ? [] : [line(decision, 'left')]),
    line(`Số sổ vàng: ${checked?.number ?? '……'}`, 'left'),
    ...(checked === null
      ? []
      : ([
          {
            kind: 'code',
            content: checked.address,
            sideMm: 22,
            beside: [line('Quét mã để kiểm tra.', 'left'), line(`Mã kiểm tra: ${checked.checkValue}`, 'left')],
          },
        ] satisfies Block[])),
  ];
  const signer = wordOf(words, 'signer');
  const given = giverOf(one, facts, words);
  const warnings = [...facts.warnings, ...(checked === null ? [PROOF] : [])];
  return [
    ...warningsOf(warnings.length === 0 ? [] : [warnings.join(' · ')]),
    display('state', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'),
    display('watchword', 'Độc lập - Tự do - Hạnh phúc'),
    display('giver', given.giver),
    display('verb', wordOf(words, 'verb')),
    display('name', nameOf(one, words)),
    display('receiver', one.recipientKind === 'collective' ? one.title : one.representative),
    display('words', one.recipientKind === 'collective' ? place : `${one.title}, ${place}`),
    display('words', `${sayWon(one)} ${wordOf(words, 'achievement')}`),
    {
      kind: 'columns',
      columns: [
        { share: 1, blocks: left },
        {
          share: 1,
          blocks: [
            line([{ ...italic(`${given.place}, ${blankDay}`), bold: true }], 'center'),
            {
              kind: 'signatures',
              recipients: [],
              columns: [{ powers: linesOf(words, 'powers'), note: null, name: signer === '' ? null : signer }],
            },
          ],
        },
      ],
    },
  ];
}
