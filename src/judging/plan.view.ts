import type { PersonId } from '../kernel/ids.js';
import { formatDecimal } from '../kernel/vietnamese/numbers.js';
import type { AssignmentRule, EachRule, RoomsRule } from './assignment.js';
import type { Planned } from './panel.planner.js';
import type { Balance, Relaxation } from './assignment/each.plan.js';
import type { RoomsPlan } from './assignment/rooms.plan.js';

/** Numbers of dossiers named before “and so many more”. */
const SHOWN = 50;
const NAMED = 5;

type Plan = Planned['plan'];

/** What a plan would do, in words: sheets, loads, conflicts; for a balanced one how even it is, or which limit to ease. */
export function toPreview({ judges, entries, plan }: Planned, rule: AssignmentRule | null): object {
  const added = new Map<string, number>();
  for (const { personId } of plan.pairs) added.set(personId, (added.get(personId) ?? 0) + 1);
  const balance = 'balance' in plan ? plan.balance : null;
  const nameOf = new Map(judges.map(({ personId, code }) => [personId, code]));
  return {
    sentence: sayPlan(plan, entries),
    relax: 'relax' in plan ? plan.relax.map((one) => sayRelaxation(one, (id) => nameOf.get(id) ?? '')) : [],
    facts: balance === null || rule?.kind !== 'each' ? [] : toFacts(plan, balance, rule),
    judges: judges.map(({ personId, code, name }) => ({
      code,
      name,
      added: added.get(personId) ?? 0,
      load: plan.load.get(personId) ?? 0,
      areas: balance === null ? null : sayAreas(balance.areas.get(personId)),
      blocked: sayBlocked(plan.blocked.filter((one) => one.personId === personId)),
    })),
    rooms: 'rooms' in plan && rule?.kind === 'rooms' ? toRooms(plan, rule, judges) : null,
    lackingCount: plan.lacking.length,
    lacking: plan.lacking.slice(0, SHOWN).map(({ number, has, needs }) => `${number} (${has}/${needs})`),
    lackingMore: Math.max(0, plan.lacking.length - SHOWN),
  };
}

/** Which room gets what, and what joins them. */
function toRooms(plan: RoomsPlan, { rooms, seed }: RoomsRule, judges: Planned['judges']): object {
  const seats = new Map(rooms.map((room) => [room.name, judges.filter(({ personId }) => room.judges.has(personId))]));
  const unseated = judges.filter(({ personId }) => !rooms.some((room) => room.judges.has(personId)));
  return {
    lines: plan.rooms.map(({ name, entries }) => ({
      name,
      judges: (seats.get(name) ?? []).map(({ code }) => code).join(', '),
      entries: entries.length,
      numbers: few(
        entries.map(({ number }) => number),
        SHOWN,
      ),
    })),
    facts: [
      { name: 'Mọi tiểu ban cùng chấm', text: sayShared(plan.shared.map(({ number }) => number)) },
      { name: 'Hạt giống', text: seed },
      ...(unseated.length === 0
        ? []
        : [{ name: 'Không ở tiểu ban nào', text: unseated.map(({ code }) => code).join(', ') }]),
    ],
  };
}

const sayShared = (numbers: readonly string[]): string =>
  numbers.length === 0
    ? 'Không có hồ sơ nào, nên không so được độ nghiêm giữa các tiểu ban. Nên để ít nhất một hồ sơ.'
    : `${numbers.length} hồ sơ: ${few(numbers)}. Nhờ đó so được độ nghiêm giữa các tiểu ban.`;

function sayPlan(plan: Plan, entries: number): string {
  if (plan.pairs.length > 0) return `Sẽ giao thêm ${plan.pairs.length} phiếu cho ${entries} hồ sơ đủ điều kiện.`;
  return 'relax' in plan && plan.relax.length > 0
    ? `Không giao đủ giám khảo cho ${entries} hồ sơ đủ điều kiện.`
    : `Không có phiếu nào để giao thêm: ${entries} hồ sơ đã được phân công theo cách này.`;
}

function sayRelaxation(one: Relaxation, codeOf: (id: PersonId) => string): string {
  switch (one.kind) {
    case 'few-judges':
      return `${one.entries.length} hồ sơ chỉ còn ${one.judges} giám khảo không xung đột, cần ${one.needs}: ${few(one.entries)}. Thêm giám khảo, hoặc giảm số giám khảo mỗi hồ sơ.`;
    case 'caps':
      return `Tổng hạn mức còn lại ${one.room} < ${one.needed} phiếu cần giao. Nới hạn mức mỗi giám khảo, thêm giám khảo, hoặc giảm số giám khảo mỗi hồ sơ.`;
    case 'shared':
      return `${one.entries.length} hồ sơ (${few(one.entries)}) cần ${one.needed} phiếu từ ${one.judges.map(codeOf).join(', ')}, nhưng các giám khảo này chỉ còn hạn mức ${one.room} phiếu. Nới hạn mức, hoặc thêm giám khảo không xung đột với các hồ sơ đó.`;
    case 'no-time':
      return 'Chưa tìm được cách chia trong thời gian cho phép. Chia theo địa bàn, hoặc giảm số giám khảo mỗi hồ sơ.';
  }
}

const few = (numbers: readonly string[], named = NAMED): string =>
  numbers.length <= named
    ? numbers.join(', ')
    : `${numbers.slice(0, named).join(', ')} và ${numbers.length - named} hồ sơ khác`;

function toFacts(plan: Plan, balance: Balance, rule: EachRule): { name: string; text: string }[] {
  const loads = [...plan.load.values()];
  return [
    {
      name: 'Số phiếu mỗi giám khảo',
      text: `${span(Math.min(...loads), Math.max(...loads))} phiếu. ${sayGap(balance.balance, balance.balanceBound)}`,
    },
    {
      name: 'Hai giám khảo chấm chung',
      text: `${span(balance.common.least, balance.common.most)} hồ sơ. ${sayGap(balance.pairs, balance.pairsBound)}`,
    },
    { name: 'Nối giữa các hồ sơ', text: rule.judges === 1 ? ONE_JUDGE : sayConnected(balance) },
    { name: 'Hạt giống', text: rule.seed },
  ];
}

const span = (least: number, most: number): string => (least === most ? `${least}` : `từ ${least} đến ${most}`);

function sayGap(value: number, bound: number): string {
  if (value <= bound) return 'Không có cách nào đều hơn.';
  // Tenths of a per cent, upwards: what is told is never better than what is proven.
  const tenths = Math.ceil((1000 * (value - bound)) / bound);
  return `Cách mức đều nhất không quá ${formatDecimal((tenths / 10).toFixed(1))} %.`;
}

const ONE_JUDGE = 'Mỗi hồ sơ một giám khảo, nên không so được độ nghiêm của các giám khảo.';

const sayConnected = ({ connected }: Balance): string =>
  connected
    ? 'Mọi hồ sơ nối được với nhau qua giám khảo chấm chung.'
    : 'Còn những nhóm hồ sơ không có giám khảo nào chấm chung, nên không so được độ nghiêm của giám khảo giữa các nhóm.';

const sayAreas = (areas: { count: number; most: number } | undefined): string =>
  areas === undefined || areas.count === 0 ? '–' : `${areas.count} địa bàn, nhiều nhất ${areas.most} phiếu`;

const WHY = {
  unit: 'cùng đơn vị',
  authored: 'giám khảo đã tham gia lập hồ sơ',
  vetted: 'giám khảo đã thẩm định',
  declared: 'tự khai xung đột',
  pinned: 'thư ký ghi xung đột',
} as const;

const sayBlocked = (blocked: Plan['blocked']): string =>
  (['unit', 'authored', 'vetted', 'declared', 'pinned'] as const)
    .map((why) => ({ why, count: blocked.filter((one) => one.why === why).length }))
    .filter(({ count }) => count > 0)
    .map(({ why, count }) => `${count} hồ sơ ${WHY[why]}`)
    .join(', ');
