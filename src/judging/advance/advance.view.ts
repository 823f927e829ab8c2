import type { PlannedRoundFacts } from '../../contests/round-plan.facts.js';
import { sayAdvancing } from '../../contests/round-plan.words.js';
import { formatDecimal } from '../../kernel/vietnamese/numbers.js';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import type { FormState } from '../../web/views/form-state.js';
import { type Paging, pagingOf, type StatusWord } from '../../web/views/page.js';
import { judgingPaths } from '../judging.paths.js';
import type { MatrixRow } from '../results.facts.js';
import type { PlannedAdvance } from './advance.planner.js';
import type { AdvanceChoice, AdvanceWay } from './advancing.js';

/** Numbers of dossiers named before “and so many more”. */
const NAMED = 30;

export interface AdvancePreviewView {
  heading: string;
  ruleText: string;
  goingText: string;
  /** The tie across the cut in words; null without one. */
  tie: { text: string; entries: string; undecided: boolean } | null;
  tieOptions: { value: string; label: string }[];
  warnings: string[];
  lines: { rank: string; number: string; villageName: string; placeText: string; score: string; status: StatusWord }[];
  paging: Paging | null;
  lookAction: string;
  /** What the form that opens the round carries along; null while something is still to be said. */
  open: { action: string; label: string; carried: { name: string; value: string }[] } | null;
}

const STATUS: Readonly<Record<AdvanceWay, StatusWord>> = {
  rule: { word: 'Vào vòng sau', tone: 'success' },
  tie: { word: 'Vào vòng sau (bằng điểm)', tone: 'success' },
  hand: { word: 'Vào vòng sau (chọn thêm)', tone: 'info' },
};
const STAYS: StatusWord = { word: 'Dừng lại', tone: 'neutral' };
const TIED: StatusWord = { word: 'Chờ quyết định', tone: 'warning' };

/** The page's words for what opening the next round would do. `typed` are the words of its form. */
export function toAdvancePreview(
  {
    rows,
    advance,
    mark,
    choice,
    planned,
    next,
  }: PlannedAdvance & { choice: AdvanceChoice; planned: PlannedRoundFacts; next: PlannedRoundFacts },
  {
    page,
    pageSize,
    typed,
    isFaulty,
  }: { page: number; pageSize: number; typed: FormState['values']; isFaulty: boolean },
): AdvancePreviewView {
  const ways = new Map(advance.going.map(({ entry, way }) => [entry, way]));
  const tied = new Set(advance.tieUndecided ? advance.tie?.entries : []);
  const shown = rows.slice((page - 1) * pageSize, page * pageSize);
  const clear = !isFaulty && advance.unknown.length === 0 && !advance.tieUndecided && advance.going.length > 0;
  const hrefOf = (to: number): string => {
    const kept = new URLSearchParams(carriedOf(typed).map(({ name, value }): [string, string] => [name, value]));
    if (to > 1) kept.set('trang', String(to));
    return `${judgingPaths.next}?${kept.toString()}#ho-so`;
  };
  return {
    heading: `Mở vòng ${next.number}: ${next.name}`,
    ruleText: `Theo thể lệ, vào vòng sau: ${sayRule(planned)}.`,
    goingText: `${advance.going.length}/${rows.length} hồ sơ vào vòng ${next.name}.`,
    tie: sayTie(advance, planned),
    tieOptions: [
      { value: 'tat-ca', label: `Cả ${advance.tie?.entries.length ?? 0} hồ sơ bằng điểm cùng vào` },
      { value: 'khong', label: 'Không hồ sơ nào trong số này vào' },
      { value: 'chon', label: 'Chỉ những hồ sơ ghi ở ô “Cho vào thêm”' },
    ],
    warnings: [
      ...(advance.unknown.length === 0 ? [] : [`Không có trong vòng này: ${few(advance.unknown)}.`]),
      ...(advance.idle.length === 0 ? [] : [`Ghi tên mà không đổi gì: ${few(advance.idle)}.`]),
      ...(choice.tie === 'named' && !advance.going.some(({ way }) => way === 'tie')
        ? ['Chưa ghi hồ sơ nào trong số bằng điểm: không hồ sơ nào trong số đó vào.']
        : []),
      ...(advance.going.length === 0 ? ['Chưa có hồ sơ nào vào vòng sau.'] : []),
    ],
    lines: shown.map((row) => ({
      rank: row.rank === null ? '–' : String(row.rank),
      number: row.number,
      villageName: row.villageName,
      placeText: placeOf(row),
      score: row.score === null ? 'Chưa đủ phiếu' : formatDecimal(row.score),
      status: tied.has(row.number) ? TIED : statusOf(ways.get(row.number)),
    })),
    paging: rows.length <= pageSize ? null : pagingOf({ page, pageSize, total: rows.length, hrefOf }),
    lookAction: judgingPaths.next,
    open: clear
      ? {
          action: judgingPaths.next,
          label: `Mở vòng ${next.name} với ${advance.going.length} hồ sơ`,
          carried: [...carriedOf(typed), { name: 'dau', value: mark }],
        }
      : null,
  };
}

const statusOf = (way: AdvanceWay | undefined): StatusWord => (way === undefined ? STAYS : STATUS[way]);

const sayRule = ({ advancing }: PlannedRoundFacts): string => {
  const said = sayAdvancing(advancing);
  return `${said.charAt(0).toLowerCase()}${said.slice(1)}`;
};

function sayTie({ tie, tieUndecided }: PlannedAdvance['advance'], { advancing }: PlannedRoundFacts) {
  if (tie === null) return null;
  const count = advancing.by === 'rank' ? advancing.count : 0;
  return {
    text: `${tie.entries.length} hồ sơ cùng hạng ${tie.rank} trong khi chỉ còn ${tie.places} chỗ của ${count} hồ sơ. Không chọn theo mã hồ sơ.`,
    entries: few(tie.entries),
    undecided: tieUndecided,
  };
}

/** The words of the choice, as the next address or form carries them. */
const carriedOf = (typed: FormState['values']): { name: string; value: string }[] =>
  ['bang', 'them', 'bot'].flatMap((name) => {
    const value = typed[name];
    return typeof value === 'string' && value !== '' ? [{ name, value }] : [];
  });

const placeOf = ({ communeName, districtName }: MatrixRow): string => tellPlace(communeName, districtName);

const few = (numbers: readonly string[]): string =>
  numbers.length <= NAMED
    ? numbers.join(', ')
    : `${numbers.slice(0, NAMED).join(', ')} và ${numbers.length - NAMED} hồ sơ khác`;
