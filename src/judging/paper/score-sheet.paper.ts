import type { ContestFacts, CriterionFacts } from '../../contests/contest.facts.js';
import { called } from '../../contests/contest.words.js';
import type { Instant } from '../../kernel/instant.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatDecimal, formatPoints } from '../../kernel/vietnamese/numbers.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import { type Block, type Facts, italic, line, type Paper, type TableColumn } from '../../press/paper.js';
import { pointsInWords } from '../points-in-words.js';
import type { RoundFacts } from '../round.facts.js';
import { maximumOf, pointsOfHundredths, showHundredths } from '../sheet.total.js';
import type { PrintedSheet } from './sheet-print.repository.js';

/** What every printed sheet of a round has in common. */
export interface PrintedRound {
  contest: Pick<ContestFacts, 'code' | 'name' | 'noun' | 'organiserName' | 'sampleNotes' | 'blind'>;
  round: Pick<RoundFacts, 'name'>;
  criteria: readonly CriterionFacts[];
  madeAt: Instant;
}

/** Room to write by hand. A line of the body takes 33 of these signs. */
const dots = (signs: number): string => '…'.repeat(signs);
/** A blank row is written on with a pen, which takes more room than print. */
const ROOM_TO_WRITE = ' \n ';
const BY_HAND = 'Sửa điểm: gạch ngang số cũ, ghi số mới bên cạnh và ký vào chỗ sửa.';

/** One sheet of paper a dossier (Decree 30/2020: committee's head, no number), filled or to be filled in by hand. */
export function toSheetsPaper(of: PrintedRound, sheets: readonly PrintedSheet[]): Paper {
  return {
    title: `Phiếu chấm điểm ${of.contest.code}`,
    madeAt: of.madeAt,
    landscape: false,
    framed: false,
    blocks: sheets.flatMap((sheet, index) => [...(index === 0 ? [] : [PAGE_BREAK]), ...oneSheet(of, sheet)]),
    foot: footOf(of),
  };
}

/** One table a judge, the dossiers below one another; the judge signs once. Sheets come grouped by judge. */
export function toTablePaper(of: PrintedRound, sheets: readonly PrintedSheet[]): Paper {
  const judges = [...Map.groupBy(sheets, ({ judgeCode }) => judgeCode).values()];
  return {
    title: `Bảng chấm điểm ${of.contest.code}`,
    madeAt: of.madeAt,
    landscape: true,
    framed: false,
    blocks: judges.flatMap((own, index) => [...(index === 0 ? [] : [PAGE_BREAK]), ...oneTable(of, own)]),
    foot: footOf(of),
  };
}

const PAGE_BREAK: Block = { kind: 'page-break' };

const footOf = ({ contest, round }: PrintedRound): string =>
  [contest.code, round.name, contest.sampleNotes].filter((one) => one !== '').join(' · ');

function oneSheet(of: PrintedRound, sheet: PrintedSheet): Block[] {
  const { criteria } = of;
  const { words } = sheet;
  const maximum = showHundredths(maximumOf(criteria));
  return [
    ...headOf(of, 'PHIẾU CHẤM ĐIỂM', sheet, [
      { label: 'Mã hồ sơ', value: sheet.number },
      ...(of.contest.blind.isBlind ? [] : [{ label: 'Đơn vị dự thi', value: placeOfSheet(sheet) }]),
    ]),
    {
      kind: 'table',
      columns: SHEET_COLUMNS,
      rows: criteria.map((one, index) => [
        String(index + 1),
        titleOf(one),
        formatPoints(one.max),
        words === null ? '' : formatPoints(words.points[one.code] ?? 0),
        words === null ? ROOM_TO_WRITE : (words.comments[one.code] ?? ''),
      ]),
      closing: ['', 'Tổng điểm', maximum, words === null ? '' : showHundredths(words.totalHundredths), ''],
    },
    ...(words === null
      ? [
          line(`Bằng chữ: ${dots(27)}`, 'left'),
          line(`Nhận xét chung: ${dots(24)}`, 'left'),
          line(dots(33), 'left'),
          line([italic(BY_HAND)], 'left'),
        ]
      : [
          line([italic(`(Bằng chữ: ${pointsInWords(pointsOfHundredths(words.totalHundredths))})`)], 'left'),
          ...(words.comment === '' ? [] : [line(`Nhận xét chung: ${words.comment}`, 'left')]),
          line(`Chốt điểm trên hệ thống lúc ${formatDateTime(words.signedAt)}.`, 'left'),
        ]),
    ...signatureOf(sheet),
  ];
}

function oneTable(of: PrintedRound, sheets: readonly PrintedSheet[]): Block[] {
  const { criteria } = of;
  const [first] = sheets;
  if (first === undefined) return [];
  const isBlank = first.words === null;
  const { isBlind } = of.contest.blind;
  return [
    ...headOf(of, 'BẢNG CHẤM ĐIỂM', first, []),
    {
      kind: 'table',
      columns: [
        { head: 'STT', share: 1, align: 'center' },
        { head: 'Mã hồ sơ', share: 3.8, align: 'left' },
        ...(isBlind ? [] : [{ head: 'Đơn vị dự thi', share: 4.4, align: 'left' } satisfies TableColumn]),
        ...criteria.map((one): TableColumn => ({
          head: `${one.code}\n(${formatPoints(one.max)})`,
          share: 1.6,
          align: 'right',
        })),
        { head: `Tổng\n(${showHundredths(maximumOf(criteria))})`, share: 1.8, align: 'right' },
        { head: 'Nhận xét', share: 4.4, align: 'left' },
      ],
      rows: sheets.map((sheet, index) => [
        String(index + 1),
        sheet.number,
        ...(isBlind ? [] : [placeOfSheet(sheet)]),
        ...criteria.map(({ code }) => (sheet.words === null ? '' : formatPoints(sheet.words.points[code] ?? 0))),
        sheet.words === null ? '' : showHundredths(sheet.words.totalHundredths),
        sheet.words?.comment ?? '',
      ]),
      closing: null,
    },
    {
      kind: 'lines',
      lines: criteria.map((one) => `${one.code}: ${titleOf(one)}, tối đa ${formatPoints(one.max)} điểm;`),
    },
    ...(isBlank ? [line([italic(BY_HAND)], 'left')] : []),
    ...signatureOf(first),
  ];
}

/** Who has it and what for: the same at the head of both papers. */
function headOf(
  { contest, round }: PrintedRound,
  title: string,
  sheet: Pick<PrintedSheet, 'judgeCode' | 'judgeName'>,
  facts: Facts['rows'],
): Block[] {
  return [
    {
      kind: 'letterhead',
      parent: contest.organiserName.toUpperCase(),
      organ: 'BAN GIÁM KHẢO',
      number: null,
      subject: null,
      issued: null,
    },
    { kind: 'title', text: title, subject: called(contest) },
    {
      kind: 'facts',
      rows: [
        { label: 'Vòng', value: round.name },
        ...facts,
        { label: 'Giám khảo', value: `${sheet.judgeName} (${sheet.judgeCode})` },
      ],
    },
  ];
}

const signatureOf = ({ judgeName }: Pick<PrintedSheet, 'judgeName'>): Block[] => [
  line([italic('……………, ngày ….. tháng ….. năm ………')], 'right'),
  {
    kind: 'signatures',
    recipients: [],
    columns: [{ powers: ['GIÁM KHẢO'], note: '(Ký, ghi rõ họ tên)', name: judgeName }],
  },
];

const SHEET_COLUMNS: readonly TableColumn[] = [
  { head: 'STT', share: 1.3, align: 'center' },
  { head: 'Tiêu chí', share: 6, align: 'left' },
  { head: 'Tối đa', share: 1.5, align: 'right' },
  { head: 'Điểm', share: 1.7, align: 'right' },
  { head: 'Nhận xét', share: 5.5, align: 'left' },
];

const titleOf = ({ title, weight }: CriterionFacts): string =>
  weight === '1' ? title : `${title} (hệ số ${formatDecimal(weight)})`;

const placeOfSheet = ({ villageName, communeName, districtName }: PrintedSheet): string =>
  tellPlace(villageName, communeName, districtName);
