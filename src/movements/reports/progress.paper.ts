import { inQuotes } from '../../kernel/vietnamese/quotes.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { placeInSentence } from '../../kernel/vietnamese/places.js';
import { type Block, heading, italic, line, type Paper, paragraph, type Table } from '../../press/paper.js';
import type { LetterHead } from '../../units/letterhead.reader.js';
import { type BehindUnit, type ProgressFacts, type ProgressIndicator } from './progress.facts.js';
import { sayPeriod } from './progress.period.js';
import type { OpenedReport } from './progress.service.js';

export const REPORT_SYMBOL = 'BC-UBND';

const linesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((one) => one.trim())
    .filter((one) => one !== '');
const bare = (text: string): string => text.replace(/[;.,]+$/u, '');
const ended = (all: readonly string[]): string[] =>
  all.map((one, i) => `${bare(one)}${i === all.length - 1 ? '.' : ';'}`);

/** What the report is about, as its title and the register say it. */
export const reportSubject = ({ report, movement }: OpenedReport): string =>
  `${report.kind === 'weekly' ? 'Kết quả thực hiện' : 'Tổng kết'} phong trào thi đua ${inQuotes(movement.name)}, ${sayPeriod(report)}`;

/** "Xã Bản Bo (huyện Tam Đường): còn thiếu 12"; how many more there are than are named is said at the end. */
export function sayBehind(behind: readonly BehindUnit[], total: number): string[] {
  const why = Map.groupBy(behind, (one) => one.why.replace(/ \d[\d.]*$/u, ''));
  const named = [...why].map(([reason, units]) => {
    const names = units.map((one) => {
      const amount = / (\d[\d.]*)$/u.exec(one.why)?.[1];
      const about = [one.above === null ? null : one.above.split(', ').map(placeInSentence).join(', '), amount].filter(
        (part) => part !== null && part !== undefined,
      );
      return about.length === 0 ? one.name : `${one.name} (${about.join('; ')})`;
    });
    return `${reason}: ${names.join(', ')}`;
  });
  const more = total - behind.length;
  return ended(more > 0 ? [...named, `và ${formatInteger(more)} đơn vị khác`] : named);
}

/** "Đã báo cáo 20/23 đơn vị, 12 đơn vị đạt chỉ tiêu. Cộng 1.230 người; đầu kỳ 1.100 người." */
export function sayIndicator(one: ProgressIndicator): string {
  const reported = `${formatInteger(one.reported)}/${formatInteger(one.units)} đơn vị đã báo cáo`;
  const reached = one.hasTarget ? `, ${formatInteger(one.reached)} đơn vị đạt chỉ tiêu` : '';
  const late = one.late > 0 ? `, ${formatInteger(one.late)} báo cáo gửi muộn` : '';
  const before = one.before === null ? '' : `; đầu kỳ ${one.before}`;
  const total = one.reported === 0 ? '' : ` Cộng ${one.total}${before}.`;
  return `${one.target}. ${reported}${reached}${late}.${total}`;
}

export function indicatorTable(one: ProgressIndicator): Table {
  return {
    kind: 'table',
    columns: [
      { head: 'STT', share: 1, align: 'center' },
      { head: one.rowsAre, share: 4.6, align: 'left' },
      { head: 'Đã báo cáo', share: 2, align: 'right' },
      { head: 'Đã thực hiện', share: 3.4, align: 'right' },
      ...(one.hasTarget
        ? ([
            { head: 'Chỉ tiêu', share: 1.9, align: 'right' },
            { head: 'Hạng', share: 1.2, align: 'center' },
          ] as const)
        : []),
      { head: 'Kết quả', share: 2.6, align: 'left' },
    ],
    rows: one.rows.map((row, index) => [
      String(index + 1),
      row.inside.length === 0 ? row.name : `${row.name} (gồm ${row.inside.map(placeInSentence).join(', ')})`,
      `${formatInteger(row.reported)}/${formatInteger(row.units)}`,
      row.measured,
      ...(one.hasTarget
        ? [row.needed === null ? '–' : formatInteger(row.needed), row.rank === null ? '–' : String(row.rank)]
        : []),
      row.status,
    ]),
    closing: {
      label: 'Tổng cộng',
      span: 2,
      rest: [
        `${formatInteger(one.reported)}/${formatInteger(one.units)}`,
        one.total,
        ...(one.hasTarget ? ['', ''] : []),
        one.hasTarget ? `${formatInteger(one.reached)} đạt` : '',
      ],
    },
  };
}

const saidIn = (text: string): Block[] => linesIn(text).map((one) => paragraph(one));

/** The figures in words: drives, what rooms above add, groups, the emulation record. */
function figureBlocks(facts: ProgressFacts): Block[] {
  const { drives, roles, observed, parts } = facts;
  return [
    ...(drives.length === 0 ? [paragraph('Chưa có đợt vận động nào có đơn vị báo cáo.')] : []),
    ...drives.flatMap((drive, at): Block[] => [
      heading(`1.${at + 1}. ${drive.name}${drive.sample ? ' (số liệu mẫu)' : ''}`),
      ...drive.indicators.flatMap((one): Block[] => [
        paragraph(`${one.name}. ${sayIndicator(one)}`),
        indicatorTable(one),
        ...(one.rowsTotal > one.rows.length
          ? [line([italic(`Bảng có ${one.rows.length} trên ${formatInteger(one.rowsTotal)} hàng.`)], 'left')]
          : []),
      ]),
    ]),
    ...parts.flatMap((part): Block[] => [heading(part.heading), ...part.lines.map((one) => paragraph(one))]),
    ...(roles === null ? [] : [heading('Vai trò phải có trong nhóm cộng đồng'), paragraph(sayRoles(roles))]),
    ...(observed.merits + observed.shortcomings === 0
      ? []
      : [
          heading('Theo dõi thi đua'),
          paragraph(`Trong kỳ ghi nhận ${observed.merits} ưu điểm, ${observed.shortcomings} tồn tại.`),
        ]),
  ];
}

export function sayRoles({ communes, lacking }: NonNullable<ProgressFacts['roles']>): string {
  const missing = lacking.filter((one) => one.communes > 0);
  return missing.length === 0
    ? `${communes} xã có nhóm phải đủ vai trò; chưa ghi nhận xã nào thiếu.`
    : `${communes} xã có nhóm phải đủ vai trò; số xã còn thiếu: ${missing.map((one) => `${one.name} ${one.communes}`).join(', ')}.`;
}

function behindBlocks(facts: ProgressFacts): Block[] {
  const named = [
    ...facts.drives.flatMap(({ name, indicators }) =>
      indicators.map((one) => ({
        title: `${name}, ${one.name.toLowerCase()}`,
        lines: sayBehind(one.behind, one.behindTotal),
      })),
    ),
    ...facts.parts.map(({ heading: title, behind }) => ({ title, lines: sayBehind(behind, behind.length) })),
  ].filter(({ lines }) => lines.length > 0);
  return named.flatMap(({ title, lines }): Block[] => [paragraph(`${title}:`), { kind: 'lines', lines }]);
}

/** The report as it is signed (Decree 30/2020, form 1.4): words of people, and between them what the data says. */
export function toProgressPaper(opened: OpenedReport, facts: ProgressFacts, head: LetterHead): Paper {
  const { report, now } = opened;
  const { words } = report;
  const bases = linesIn(words.bases).map(bare);
  const addressees = linesIn(words.addressee).map(bare);
  const behind = [...saidIn(words.behind), ...behindBlocks(facts)];
  const sections = [
    { title: `Số liệu đến hết ngày ${formatDay(facts.asOf)}`, blocks: figureBlocks(facts) },
    { title: 'Việc đã làm, kết quả', blocks: saidIn(words.done) },
    { title: 'Tồn tại, đơn vị chậm và chưa đạt', blocks: behind },
    { title: 'Nhiệm vụ thời gian tới', blocks: saidIn(words.next) },
    { title: 'Kiến nghị', blocks: saidIn(words.asks) },
  ].filter(({ blocks }) => blocks.length > 0);
  return {
    title: reportSubject(opened),
    madeAt: report.issuedAt ?? now,
    landscape: false,
    framed: false,
    foot: null,
    blocks: [
      {
        kind: 'letterhead',
        parent: head.parent === '' ? null : head.parent,
        organ: head.organ,
        number: { value: null, symbol: REPORT_SYMBOL },
        subject: null,
        issued: { place: head.place, on: null },
      },
      { kind: 'title', text: 'BÁO CÁO', subject: reportSubject(opened) },
      ...(addressees.length === 1
        ? [line(`Kính gửi: ${addressees[0] ?? ''}.`, 'center')]
        : [line('Kính gửi:', 'left'), { kind: 'lines' as const, lines: ended(addressees) }]),
      ...ended(bases).map((one) => paragraph([italic(one)])),
      ...(report.issuedAt === null ? [line([italic('Dự thảo, số liệu chưa chốt.')], 'center')] : []),
      ...(report.sample ? [line([italic('Số liệu mẫu, đặt ra để thử.')], 'center')] : []),
      ...saidIn(words.opening),
      ...sections.flatMap(({ title, blocks }, index) => [heading(`${index + 1}. ${title}`), ...blocks]),
      paragraph(`Trên đây là báo cáo của ${head.sender}./.`),
      {
        kind: 'signatures',
        recipients: ended(linesIn(words.recipients)),
        columns: [{ powers: [head.signs], note: null, name: null }],
      },
    ],
  };
}
