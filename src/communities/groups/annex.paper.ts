import type { Instant } from '../../kernel/instant.js';
import { BIG_INTEGERS, decimalText, roundedQuotient } from '../../kernel/integers.js';
import type { Day } from '../../kernel/vietnamese/days.js';
import { formatDecimal, formatInteger } from '../../kernel/vietnamese/numbers.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import { type Block, italic, line, type Paper, paragraph } from '../../press/paper.js';
import type { AnnexRow } from './annex.repository.js';

/** What the annex is made of. */
export interface AnnexFacts {
  rows: readonly AnnexRow[];
  /** What the groups are called together, "TTCH Covid" (`commonName`); '' where they have no words in common. */
  subject: string;
  on: Day;
  /** Of the communes that have a group how many are known to lack a role, by role (`GapRepository.lacking`). */
  lacking: { communes: number; roles: readonly { name: string; lacking: number }[] };
  madeAt: Instant;
}

/** "16/9/2021", as letters write a day in a heading. */
const shortDay = (day: Day): string => day.split('-').map(Number).reverse().join('/');

/** The printed table of groups: an annex to a letter (S0 has it), with sum, mean and extremes, and the finding when the register bears it out. */
export function toAnnexPaper(facts: AnnexFacts): Paper {
  const { rows, subject, on, madeAt } = facts;
  const title = `Các ${unitWords(rows)} lập nhóm Zalo${subject === '' ? '' : ` ${subject}`}, đến ngày ${shortDay(on)}`;
  return {
    title: `Thống kê: ${title}`,
    madeAt,
    landscape: false,
    framed: false,
    foot: null,
    blocks: [
      { kind: 'title', text: 'THỐNG KÊ', subject: title },
      tableOf(rows),
      ...summaryOf(rows),
      ...findingOf(facts),
    ],
  };
}

/** "xã, thị trấn": the kinds of units of the table, as letters list them. */
function unitWords(rows: readonly AnnexRow[]): string {
  const order = ['xã', 'phường', 'thị trấn', 'đặc khu'];
  const types = order.filter((type) => rows.some(({ communeType }) => communeType === type));
  return types.length === 0 ? 'đơn vị' : types.join(', ');
}

function tableOf(rows: readonly AnnexRow[]): Block {
  const hasVillages = rows.some(({ villageName }) => villageName !== null);
  const sum = rows.reduce((total, { members }) => total + (members ?? 0), 0);
  return {
    kind: 'table',
    columns: [
      { head: 'STT', share: 1, align: 'center' },
      { head: 'Đơn vị', share: hasVillages ? 4 : 3, align: 'left' },
      { head: 'Tên nhóm', share: 5, align: 'left' },
      { head: 'Số thành viên', share: 2, align: 'right' },
    ],
    rows: rows.map(({ communeName, villageName, groupName, members }, index) => [
      String(index + 1),
      tellPlace(villageName, communeName),
      groupName,
      members === null ? 'chưa có số' : formatInteger(members),
    ]),
    closing: { label: 'Tổng cộng', span: 3, rest: [formatInteger(sum)] },
  };
}

function summaryOf(rows: readonly AnnexRow[]): Block[] {
  const counts = rows.flatMap(({ members }) => (members === null ? [] : [members]));
  if (counts.length === 0) return [];
  const sum = counts.reduce((total, members) => total + members, 0);
  const tenths = roundedQuotient(BIG_INTEGERS, BigInt(sum) * 10n, BigInt(counts.length), 'half-up');
  const mean = formatDecimal(decimalText(tenths, 1));
  const [low, high] = [Math.min(...counts), Math.max(...counts)];
  const names = (members: number): string =>
    rows
      .filter((row) => row.members === members)
      .slice(0, 3)
      .map(({ groupName }) => groupName)
      .join('; ');
  return [
    paragraph(
      `Trung bình ${mean} thành viên một nhóm; ít nhất ${formatInteger(low)} (${names(low)}); nhiều nhất ${formatInteger(high)} (${names(high)}).`,
    ),
  ];
}

/** What S0 says under its table, of each role that more than half of the communes with a group are known to lack. Nothing is said of what nobody has looked at. */
function findingOf({ lacking, rows }: AnnexFacts): Block[] {
  return lacking.roles
    .filter((role) => role.lacking * 2 > lacking.communes)
    .map(({ name }) => line([italic(`(Đa số các ${unitWords(rows)} thiếu thành viên ${name} hoặc đại diện)`)], 'left'));
}

/** The words that all names begin with, up to a type word of a unit: "TTCH Covid" of "TTCH Covid xã Kim Long" and "TTCH Covid TT Hợp Hòa". */
export function commonName(names: readonly string[]): string {
  const [first = '', ...others] = names;
  const words = first.split(' ');
  let shared = words.length;
  for (const name of others) {
    const theirs = name.split(' ');
    let index = 0;
    while (index < shared && words[index]?.toLowerCase() === theirs[index]?.toLowerCase()) index += 1;
    shared = index;
  }
  const unit = words.findIndex((word) => /^(xã|phường|thị|tt|bản|thôn|tổ|khu|của|–|-)$/iu.test(word));
  const kept = words.slice(0, unit < 0 ? shared : Math.min(unit, shared));
  while (/^(nhóm|zalo)$/iu.test(kept[0] ?? '')) kept.shift();
  return kept.join(' ');
}
