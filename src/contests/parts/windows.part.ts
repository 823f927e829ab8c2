import type { Tx } from '../../database/tx.js';
import type { ContestId } from '../../kernel/ids.js';
import type { Refusal } from '../../kernel/refusal.js';
import { describeSpan } from '../../kernel/vietnamese/dates.js';
import type { Recipients } from '../../notices/notice.facts.js';
import type { WindowFacts } from '../contest.facts.js';
import { type AwaitedWindow, laterWindowNotice } from '../contest.notices.js';
import { PARTS } from '../contest.paths.js';
import { writeWindows } from '../contest.repository.js';
import { WINDOW_KINDS, WINDOW_NAMES } from '../contest.words.js';
import { snapshotCommunes, vettersOf } from '../snapshot.repository.js';
import { field } from './field-spec.js';
import { instantWords } from './instant-words.js';
import type { Desk, FormPart } from './part.js';
import { TypedWords } from '../../web/typed-words.js';

const storedWindows = ({ calendar }: Desk): WindowFacts[] =>
  WINDOW_KINDS.flatMap((kind) => calendar.window(kind) ?? []);

/** The five windows of a contest, each `[from, until)` with the words of its paper. */
export const WINDOWS_PART: FormPart<WindowFacts[]> = {
  path: PARTS.windows,
  deed: 'contest.windows',
  heading: 'Mốc thời gian',
  lead: 'Mỗi khoảng tính từ lúc bắt đầu đến ngay trước lúc kết thúc. “Trước ngày 01/12/2021” ghi kết thúc 01/12/2021 lúc 00:00.',
  links: () => [],
  note: ({ contest }) =>
    contest.state === 'draft'
      ? null
      : 'Cuộc thi đã mở: hạn chỉ được lùi về sau cho tất cả. Muốn thêm thời gian cho một đơn vị, dùng Gia hạn.',
  facts: (_reader, desk) =>
    Promise.resolve(
      storedWindows(desk).map((window) => ({
        label: WINDOW_NAMES[window.kind],
        value: `${describeSpan(window)}. In là: ${window.printed}`,
      })),
    ),
  fields: () =>
    WINDOW_KINDS.flatMap((kind) => [
      field.heading(WINDOW_NAMES[kind]),
      field.dateTime(`${kind}From`, 'Bắt đầu', { optional: true }),
      field.dateTime(`${kind}Until`, 'Kết thúc', {
        hint: 'Thời điểm đầu tiên bị coi là muộn. Để trống giờ nghĩa là 00:00.',
        optional: true,
      }),
      field.text(`${kind}Printed`, 'Câu chữ in trên giấy tờ', {
        hint: 'Như trong văn bản, ví dụ: trước ngày 01/12/2021.',
        optional: true,
      }),
    ]),
  load: (_reader, desk) => Promise.resolve(storedWindows(desk)),
  wordsOf: (windows) =>
    Object.assign(
      {},
      ...windows.map((window) => ({
        ...instantWords(`${window.kind}From`, window.from),
        ...instantWords(`${window.kind}Until`, window.until),
        [`${window.kind}Printed`]: window.printed,
      })),
    ) as Record<string, string>,
  read(body) {
    const words = new TypedWords(body);
    const windows = WINDOW_KINDS.flatMap((kind): WindowFacts[] => {
      const [fromName, untilName] = [`${kind}From`, `${kind}Until`];
      const label = WINDOW_NAMES[kind];
      const from = words.instant({ date: fromName, time: `${fromName}Time` }, `${label}, bắt đầu`);
      const until = words.instant({ date: untilName, time: `${untilName}Time` }, `${label}, kết thúc`);
      const printed = words.line(`${kind}Printed`, { max: 200, label: `${label}, câu chữ in` });
      const isGiven = (name: string): boolean => typeof body[name] === 'string' && body[name].trim() !== '';
      if (!isGiven(fromName) && !isGiven(untilName)) return [];
      if (!isGiven(fromName)) return words.fault(fromName, `${label}: nhập thêm ngày bắt đầu.`, []);
      if (!isGiven(untilName)) return words.fault(untilName, `${label}: nhập thêm ngày kết thúc.`, []);
      if (from === null || until === null) return [];
      if (until <= from) return words.fault(untilName, `${label}: kết thúc phải sau bắt đầu.`, []);
      return [{ kind, from, until, printed: printed === '' ? describeSpan({ from, until }) : printed }];
    });
    return words.done(windows);
  },
  refuse: (before, after, desk) => (desk.contest.state === 'draft' ? null : refuseToShorten(before, after, desk)),
  write: (tx, contest, windows) => writeWindows(tx, contest.id, windows),
  noticesOf: async (tx, after, desk) => {
    const later = desk.contest.state === 'open' ? AWAITED.filter((kind) => isLater(kind, after, desk)) : [];
    return Promise.all(
      later.map(async (kind) => {
        const to = await thoseWho(tx, kind, desk.contest.id);
        const until = after.find((window) => window.kind === kind)?.until ?? desk.calendar.now;
        return laterWindowNotice(kind, until, { contestId: desk.contest.id, to });
      }),
    );
  },
};

const AWAITED: readonly AwaitedWindow[] = ['submission', 'vetting', 'judging'];

/** Does the change give everybody more time than they had, extensions for all counted? */
function isLater(kind: AwaitedWindow, after: readonly WindowFacts[], { calendar }: Desk): boolean {
  const was = kind === 'judging' ? calendar.window(kind) : calendar.windowForAll(kind);
  const is = after.find((window) => window.kind === kind);
  return was !== null && is !== undefined && is.until > was.until;
}

/** All whom a window of this kind concerns. */
async function thoseWho(tx: Tx, kind: AwaitedWindow, contestId: ContestId): Promise<Recipients> {
  if (kind === 'judging') return { kind: 'contest', roles: ['judge'] };
  const units = kind === 'submission' ? await snapshotCommunes(tx, contestId) : await vettersOf(tx, contestId);
  return { kind: 'units', role: kind === 'submission' ? 'commune' : 'vetting', unitIds: units.map(({ id }) => id) };
}

/** Published windows may be lengthened for everybody; a deadline that people already work towards never moves nearer. */
function refuseToShorten(before: readonly WindowFacts[], after: readonly WindowFacts[], desk: Desk): Refusal | null {
  for (const was of before) {
    const label = WINDOW_NAMES[was.kind];
    const is = after.find((window) => window.kind === was.kind);
    if (is === undefined) return { code: 'window-removed', label, field: `${was.kind}Until` };
    if (is.until < was.until) return { code: 'window-shortened', label, field: `${was.kind}Until` };
    const hasBegun = was.from <= desk.calendar.now;
    if (hasBegun && is.from.getTime() !== was.from.getTime()) {
      return { code: 'window-start-moved', label, field: `${was.kind}From` };
    }
  }
  return null;
}
