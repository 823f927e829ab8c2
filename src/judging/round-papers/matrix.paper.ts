import type { ContestFacts } from '../../contests/contest.facts.js';
import { called } from '../../contests/contest.words.js';
import type { Instant } from '../../kernel/instant.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import { type Block, bold, line, type Paper, type TableColumn } from '../../press/paper.js';
import type { MatrixLineView } from '../matrix.view.js';
import type { PanelJudge, RoundFacts } from '../round.facts.js';

/** A closed round as its papers tell it: every line of the table in the order of the ranks. */
export interface ClosedRound {
  contest: Pick<ContestFacts, 'code' | 'name' | 'noun' | 'organiserName' | 'rehearsal' | 'sampleNotes'>;
  round: Pick<RoundFacts, 'name' | 'closedAt' | 'closedByName' | 'closeReason'>;
  /** When scoring began; null where the contest set no window. */
  from: Instant | null;
  judges: readonly Pick<PanelJudge, 'code' | 'name' | 'counts'>[];
  /** The columns of the table, in its order: the judges, or where scores came from outside what they are called. */
  columns: readonly { code: string; name: string }[];
  /** Scores came from outside: nobody of the panel scored. */
  isFromOutside: boolean;
  lines: readonly MatrixLineView[];
  /** How points became ranks, a sentence each. */
  formula: readonly string[];
  at: Instant;
}

/** What both papers begin with: the jury's head, no number and no day of its own (DOMAIN §4.2). */
export const juryHead = ({ contest }: ClosedRound, symbol: string | null): Block[] => [
  ...(contest.rehearsal ? [line([bold('DIỄN TẬP – KHÔNG CÓ GIÁ TRỊ')], 'center')] : []),
  ...(contest.sampleNotes === '' ? [] : [line([bold(contest.sampleNotes)], 'center')]),
  {
    kind: 'letterhead',
    parent: contest.organiserName.toUpperCase(),
    organ: 'BAN GIÁM KHẢO',
    number: symbol === null ? null : { value: null, symbol },
    subject: null,
    issued: null,
  },
];

/** A mark that the rule about gaps left out stands in brackets; why is told in the last column. */
const marked = ({ text, isCounted }: MatrixLineView['totals'][number]): string => (isCounted ? text : `(${text})`);

/** The table entries × judges, on its side, signed by the secretary, every judge and the head of the jury. */
export function toMatrixPaper(of: ClosedRound): Paper {
  const { contest, round, judges, columns, isFromOutside, lines, formula, at } = of;
  const mark = (head: string, share: number): TableColumn => ({ head, share, align: 'right' });
  return {
    title: `Bảng tổng hợp điểm ${contest.name}`,
    madeAt: at,
    landscape: true,
    framed: false,
    foot: null,
    blocks: [
      ...juryHead(of, null),
      { kind: 'title', text: 'BẢNG TỔNG HỢP ĐIỂM', subject: `${called(contest)}, ${round.name}` },
      line(
        `Vòng chấm khóa lúc ${round.closedAt === null ? '……' : formatDateTime(round.closedAt)}. ${lines.length} hồ sơ, ${isFromOutside ? 'điểm nhập từ bên ngoài' : `${judges.length} giám khảo`}.`,
        'center',
      ),
      {
        kind: 'table',
        columns: [
          { head: 'STT', share: 1.4, align: 'center' },
          { head: 'Mã hồ sơ', share: 5.6, align: 'left' },
          { head: 'Đơn vị', share: 6, align: 'left' },
          ...columns.map(({ code }) => mark(code, 1.7)),
          mark('Chênh lệch', 1.9),
          mark('Điểm', 1.8),
          mark('Hạng', 1.5),
          { head: 'Ghi chú', share: 3.4, align: 'left' },
        ],
        rows: lines.map((one, index) => [
          String(index + 1),
          one.number,
          tellPlace(one.villageName, one.placeText),
          ...one.totals.map(marked),
          one.spread,
          one.score,
          one.rank,
          one.note,
        ]),
        closing: null,
      },
      { kind: 'lines', lines: columns.map(({ code, name }) => `${code}: ${name};`) },
      line([bold('Cách tính điểm và xếp hạng')], 'left'),
      { kind: 'lines', lines: formula },
      {
        kind: 'signatures',
        recipients: [],
        columns: [
          { powers: ['TỔ THƯ KÝ'], note: '(Ký, ghi rõ họ tên)', name: null },
          { powers: ['TRƯỞNG BAN GIÁM KHẢO'], note: '(Ký, ghi rõ họ tên)', name: null },
        ],
      },
      ...judgesSign(judges),
    ],
  };
}

const SIDE_BY_SIDE = 4;

/** Every judge with room to sign, a few in a row. */
function judgesSign(judges: ClosedRound['judges']): Block[] {
  const rows = Array.from({ length: Math.ceil(judges.length / SIDE_BY_SIDE) }, (_, row) =>
    judges.slice(row * SIDE_BY_SIDE, (row + 1) * SIDE_BY_SIDE),
  );
  return rows.map((some): Block => ({
    kind: 'signatures',
    recipients: [],
    columns: some.map(({ code, name }) => ({ powers: [`GIÁM KHẢO ${code}`], note: '(Ký)', name })),
  }));
}
