import type { GivenPreview } from './given.assignment.js';
import type { ExistingSheet, GivenPlan } from './given.plan.js';

/** Lines shown before “and so many more”. */
const SHOWN = 100;

/** What a written-down assignment would do, in words; with faults those alone. `needed`: fewest judges that an entry must have for a rank. */
export function toGivenPreview({ plan, judges, entries, mark }: GivenPreview, needed: number): object {
  const { faults, taken, staying, pairs } = plan;
  const added = Map.groupBy(pairs, ({ personId }) => personId);
  const lost = Map.groupBy(taken, ({ personId }) => personId);
  const numberOf = new Map(entries.map(({ id, number }) => [id, number]));
  const short = [...plan.judgesOf].filter(([, judged]) => judged > 0 && judged < needed);
  const bare = [...plan.judgesOf].filter(([, judged]) => judged === 0);
  const isClean = faults.length === 0;
  return {
    isClean,
    sentence: isClean ? sayPlan(plan) : sayFaults(plan),
    faults: faults.slice(0, SHOWN),
    faultsLeftOut: Math.max(0, faults.length - SHOWN),
    spread: saySpread(plan),
    judges: judges.map(({ personId, code, name }) => ({
      code,
      name,
      added: added.get(personId)?.length ?? 0,
      taken: lost.get(personId)?.length ?? 0,
      load: plan.load.get(personId) ?? 0,
    })),
    bare: listed(bare.map(([id]) => numberOf.get(id) ?? '')),
    short: listed(short.map(([id, judged]) => `${numberOf.get(id) ?? ''} (${judged}/${needed})`)),
    taken: byJudge(taken),
    staying: byJudge(staying),
    canApply: isClean && pairs.length + taken.length > 0,
    button: 'Giao theo bảng này',
    mark,
  };
}

const sayFaults = ({ faults }: GivenPlan): string =>
  `Có ${faults.length} chỗ cần sửa. Chưa giao gì: giao tất cả hoặc không giao dòng nào.`;

function sayPlan({ pairs, already, taken, staying }: GivenPlan): string {
  const deeds = [
    ...(pairs.length === 0 ? [] : [`giao thêm ${pairs.length} phiếu`]),
    ...(taken.length === 0 ? [] : [`thu hồi ${taken.length} phiếu chưa ai chấm`]),
  ];
  return [
    deeds.length === 0
      ? 'Bảng đúng, không có phiếu nào để giao thêm hay thu hồi.'
      : `Bảng đúng. Sẽ ${deeds.join(', ')}.`,
    ...(already === 0 ? [] : [`${already} phiếu trong bảng đã giao từ trước.`]),
    ...(staying.length === 0 ? [] : [`${staying.length} phiếu ngoài bảng vẫn giữ vì đã có điểm.`]),
    'Chưa ghi gì.',
  ].join(' ');
}

/** "12 hồ sơ có 3 giám khảo, 1 hồ sơ có 2 giám khảo", most judges first. */
function saySpread({ judgesOf }: GivenPlan): string {
  const counts = Map.groupBy([...judgesOf.values()], (judged) => judged);
  return [...counts]
    .sort(([one], [other]) => other - one)
    .map(([judged, entries]) => `${entries.length} hồ sơ có ${judged} giám khảo`)
    .join(', ');
}

const listed = (all: readonly string[]): { count: number; text: string; more: number } => ({
  count: all.length,
  text: all.slice(0, SHOWN).join(', '),
  more: Math.max(0, all.length - SHOWN),
});

/** Sheets in a line a judge with their numbers, and one by one below. */
const byJudge = (
  sheets: readonly ExistingSheet[],
): { count: number; judges: string[]; each: string; more: number } => ({
  count: sheets.length,
  judges: [...Map.groupBy(sheets, ({ judgeCode }) => judgeCode)]
    .sort(([one], [other]) => one.length - other.length || (one < other ? -1 : 1))
    .map(([code, mine]) => `${code}: ${mine.length} phiếu${saySigned(mine)}`),
  each: sheets
    .slice(0, SHOWN)
    .map(({ judgeCode, number, progress }) => `${judgeCode} – ${number}${progress === 'signed' ? ' (đã chốt)' : ''}`)
    .join(', '),
  more: Math.max(0, sheets.length - SHOWN),
});

function saySigned(sheets: readonly ExistingSheet[]): string {
  const signed = sheets.filter(({ progress }) => progress === 'signed').length;
  return signed === 0 ? '' : `, ${signed} đã chốt`;
}
