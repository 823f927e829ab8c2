import { sayPlanNumber } from '../movement.facts.js';
import { inQuotes } from '../../kernel/vietnamese/quotes.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { type Block, italic, line, type Paper, paragraph } from '../../press/paper.js';
import type { LetterHead } from '../../units/letterhead.reader.js';
import { annexBlocks } from './board.paper.js';
import type { BoardRow } from './board.repository.js';
import { sayMeasured } from './board.view.js';
import type { ChosenBoard } from './board.reader.js';

/** The symbol behind the number: letters carry no type code (DOMAIN §4.1). */
export const LETTER_SYMBOL = 'UBND-VHTT';

/** What the letter is about, as its box 5b and the register say it. */
export const letterSubject = ({ opened }: Pick<ChosenBoard, 'opened'>): string =>
  `đôn đốc thực hiện đợt vận động ${opened.drive.name}`;

/** "Căn cứ" of the register: the plan, when it has number and day. */
export const planLine = ({ opened: { movement } }: Pick<ChosenBoard, 'opened'>): string | null =>
  movement.planNumber === '' || movement.planDatedOn === null
    ? null
    : `${sayPlanNumber(movement.planNumber)} ngày ${formatDay(movement.planDatedOn)} về tổ chức phong trào thi đua ${inQuotes(movement.name)}`;

/**
 * A letter that chases the units below their target or without a report, and names each of them, as letter S0 does; the list with the
 * figures is its annex. Number and day are the clerk's.
 */
export function toChasingLetter(chosen: ChosenBoard, head: LetterHead): Paper {
  const { opened, choice, board } = chosen;
  const { drive, movement, now } = opened;
  const { indicator, on } = choice;
  const unreported = board.rows.filter(({ standing }) => standing === 'unreported');
  const below = board.rows.filter(({ standing }) => standing === 'ranked');
  const plan = planLine(chosen);
  const asks = [
    below.length === 0
      ? null
      : `${below.length} đơn vị chưa đạt chỉ tiêu: ${below.map((row) => belowText(row, chosen)).join('; ')}.`,
    unreported.length === 0
      ? null
      : `${unreported.length} đơn vị chưa báo cáo: ${unreported.map((row) => nameIn(chosen, row)).join('; ')}.`,
  ].filter((one) => one !== null);
  const blocks: Block[] = [
    {
      kind: 'letterhead',
      parent: head.parent === '' ? null : head.parent,
      organ: head.organ,
      number: { value: null, symbol: LETTER_SYMBOL },
      subject: `V/v ${letterSubject(chosen)}`,
      issued: { place: head.place, on: null },
    },
    line('Kính gửi: Các đơn vị có tên trong danh sách kèm theo.', 'center'),
    paragraph(
      `${plan === null ? `Để thực hiện phong trào thi đua ${inQuotes(movement.name)}` : `Thực hiện ${plan}`}, qua tổng hợp báo cáo của đợt vận động ${drive.name} đến hết ngày ${formatDay(on)}, về ${indicator.name.toLowerCase()}:`,
    ),
    { kind: 'lines', lines: asks },
    paragraph('(Có danh sách gửi kèm theo văn bản này).'),
    paragraph(
      `Đề nghị các đơn vị có tên khẩn trương thực hiện và báo cáo đầy đủ, đúng hạn${indicator.dueOn === null ? '' : `, đạt chỉ tiêu trước hết ngày ${formatDay(indicator.dueOn)}`}.`,
    ),
    ...(drive.guidance === '' ? [] : [paragraph(drive.guidance)]),
    ...(drive.link === null ? [] : [paragraph(`${drive.linkName ?? ''}: ${drive.link}`)]),
    ...(drive.sample ? [paragraph([italic('Số liệu mẫu, đặt ra để thử.')])] : []),
    paragraph('Đề nghị các đơn vị quan tâm, phối hợp thực hiện./.'),
    {
      kind: 'signatures',
      recipients: [
        'Như trên;',
        ...(movement.standingAgency === '' ? [] : [`${movement.standingAgency} (B/c);`]),
        'Lưu: VT.',
      ],
      columns: [{ powers: [head.signs], note: null, name: null }],
    },
    { kind: 'new-sheet', landscape: false },
    ...annexBlocks(opened, choice, board),
  ];
  return { title: `Công văn đôn đốc ${drive.name}`, madeAt: now, landscape: false, framed: false, foot: null, blocks };
}

/** In a commune’s own drive all stand in the one commune, whose letter it is. */
const nameIn = ({ opened: { movement } }: ChosenBoard, { name, above }: Pick<BoardRow, 'name' | 'above'>): string =>
  above === null || movement.isOfCommune ? name : `${name} (${above})`;

const belowText = (row: BoardRow, chosen: ChosenBoard): string =>
  `${nameIn(chosen, row)} ${sayMeasured(chosen.choice.indicator, row)}, còn thiếu ${formatInteger((row.needed ?? 0) - (row.part ?? 0))}`;
