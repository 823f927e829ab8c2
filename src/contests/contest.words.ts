import { inQuotes } from '../kernel/vietnamese/quotes.js';
import { formatDecimal, formatPoints } from '../kernel/vietnamese/numbers.js';
import type { StatusWord } from '../web/views/page.js';
import type {
  BodyKind,
  ContestFacts,
  ContestState,
  ExtensionFacts,
  FieldFacts,
  RankingPart,
  RankingRule,
  SlotFacts,
  WindowKind,
} from './contest.facts.js';
import type { SidePrizeFacts } from './side-prize.facts.js';

/** What things of a contest are called on the screen; one word for each, everywhere. */
export const WINDOW_NAMES: Readonly<Record<WindowKind, string>> = {
  activity: 'Hoạt động phong trào',
  submission: 'Nhận hồ sơ',
  vetting: 'Thẩm định',
  judging: 'Chấm',
  publication: 'Công bố kết quả',
};
export const WINDOW_KINDS = Object.keys(WINDOW_NAMES) as readonly WindowKind[];

/** What an extension rests on: its paper, or the find of a scanner, which needs none. */
export const sayBasis = ({ documentNumber }: Pick<ExtensionFacts, 'documentNumber'>): string =>
  documentNumber ?? 'Tự động vì tệp có mã độc';

export const CONTEST_STATES: Readonly<Record<ContestState, StatusWord>> = {
  draft: { word: 'Đang chuẩn bị', tone: 'neutral' },
  open: { word: 'Đang mở', tone: 'success' },
  archived: { word: 'Đã lưu trữ', tone: 'neutral' },
};

export const BODY_NAMES: Readonly<Record<BodyKind, string>> = {
  committee: 'Ban Tổ chức',
  jury: 'Ban Giám khảo',
  secretariat: 'Tổ thư ký',
  other: 'Bộ máy khác',
};

export const REQUIREMENTS: Readonly<Record<SlotFacts['requirement'], string>> = {
  required: 'Bắt buộc',
  'one-of': 'Một trong các',
  optional: 'Không bắt buộc',
};

export const FIELD_KINDS: Readonly<Record<FieldFacts['kind'], string>> = {
  line: 'Một dòng chữ',
  text: 'Đoạn văn',
  number: 'Số',
  day: 'Ngày',
  link: 'Liên kết',
  phone: 'Số điện thoại',
};

export const METHODS: Readonly<Record<RankingRule['method'], string>> = {
  mean: 'Trung bình cộng điểm của các giám khảo',
  'trimmed-mean': 'Trung bình cộng sau khi bỏ điểm cao nhất và thấp nhất',
  median: 'Điểm ở giữa (trung vị)',
  weighted: 'Nhiều phần có hệ số, chia theo tiêu chí hoặc giám khảo',
  'median-majority': 'Điểm ở giữa; bằng nhau thì bỏ đi, xét điểm ở giữa tiếp theo',
  borda: 'Thứ hạng của từng giám khảo (cách Borda)',
};

/** Rounding modes by the names of the tally (kernel/integers). */
export const ROUNDINGS: Readonly<Record<string, string>> = {
  'half-up': 'Từ 5 trở lên thì làm tròn lên (thông dụng)',
  'half-even': 'Đúng 5 thì làm tròn về chữ số chẵn',
  'half-down': 'Đúng 5 thì làm tròn xuống',
  up: 'Luôn làm tròn lên',
  down: 'Luôn bỏ phần lẻ',
};

export const AT_BOUNDARY_WORDS: Readonly<Record<RankingRule['atBoundary'], string>> = {
  decide: 'Dừng lại để Ban Tổ chức quyết định, có lý do',
  share: 'Gộp tiền các giải liên quan, chia đều',
  extend: 'Cùng nhận giải cao hơn, đủ tiền',
};

/** How the final points come about, as one sentence for rules, summaries and the public page. */
export function sayFormula(rule: RankingRule): string {
  const middle = {
    mean: 'Điểm của hồ sơ là trung bình cộng tổng điểm của các giám khảo',
    'trimmed-mean': `Điểm của hồ sơ là trung bình cộng tổng điểm của các giám khảo, bỏ ${rule.drop} điểm cao nhất và ${rule.drop} điểm thấp nhất`,
    median: 'Điểm của hồ sơ là điểm ở giữa trong các tổng điểm của giám khảo',
    weighted: `Điểm của hồ sơ là ${sayParts(rule.parts)}`,
    'median-majority':
      'Điểm của hồ sơ là tổng điểm đứng giữa trong các tổng điểm của giám khảo (số phiếu chẵn thì lấy điểm thấp hơn trong hai điểm giữa); bằng nhau thì bỏ điểm đó ở mỗi hồ sơ, xét điểm đứng giữa của các điểm còn lại',
    borda:
      'Mỗi giám khảo xếp thứ tự các hồ sơ mình chấm theo tổng điểm; hồ sơ được một điểm cho mỗi hồ sơ đứng dưới, nửa điểm cho mỗi hồ sơ bằng nó; điểm của hồ sơ là tổng các điểm đó (khi có giám khảo không chấm mọi hồ sơ thì tính theo tỷ lệ)',
  }[rule.method];
  const ranked = rule.rankOn === 'rounded' ? 'xếp hạng theo điểm đã làm tròn' : 'xếp hạng theo điểm chưa làm tròn';
  const ties =
    rule.tieBreak.length === 0
      ? 'Bằng điểm thì đồng hạng.'
      : `Bằng điểm thì xét lần lượt điểm trung bình tiêu chí ${rule.tieBreak.map((step) => step.replace('criterion:', '')).join(', ')}; vẫn bằng thì đồng hạng.`;
  const cap =
    rule.mostAwardedPercent === null
      ? ''
      : ` Tổng số giải theo hạng không quá ${rule.mostAwardedPercent}% số hồ sơ được xếp hạng.`;
  return `${middle}, làm tròn đến ${rule.decimals} chữ số thập phân; ${ranked}. ${ties}${cap}`;
}

/** "0,4 × Hồ sơ + 0,6 × Sân khấu (Hồ sơ: trung bình cộng tiêu chí A, B của GK1, GK2; …)". */
export function sayParts(parts: readonly RankingPart[]): string {
  const sum = parts.map(({ name, weight }) => `${formatDecimal(weight)} × ${name}`).join(' + ');
  const each = parts.map(({ name, criteria, judges, drop }) => {
    const of = criteria.length === 0 ? 'mọi tiêu chí' : `tiêu chí ${criteria.join(', ')}`;
    const by = judges.length === 0 ? 'mọi giám khảo' : judges.join(', ');
    const left = drop === 0 ? '' : `, bỏ ${drop} điểm cao nhất và ${drop} điểm thấp nhất`;
    return `${name}: trung bình cộng ${of} của ${by}${left}`;
  });
  return `${sum} (${each.join('; ')})`;
}

/** A table of names as the choices of a form, in the table's order. */
export const choicesOf = <Value extends string>(
  names: Readonly<Record<Value, string>>,
): { value: Value; label: string }[] =>
  (Object.entries(names) as [Value, string][]).map(([value, label]) => ({ value, label }));

/** By what a prize beside the tiers is given, in a few words. */
export const sayPrizeBasis = ({ basis, criterion, minimum }: SidePrizeFacts): string =>
  basis === 'criterion'
    ? `Điểm tiêu chí ${criterion ?? ''} cao nhất`
    : basis === 'floor'
      ? `Công nhận từ ${formatPoints(minimum ?? 0)} điểm`
      : 'Ban Tổ chức chọn';

/** A contest by its noun and name: “Cuộc thi “…””. */
export const called = ({ noun, name }: Pick<ContestFacts, 'noun' | 'name'>): string => `${noun} ${inQuotes(name)}`;

/** The same inside a sentence: “cuộc thi “…””. */
export const calledInside = ({ noun, name }: Pick<ContestFacts, 'noun' | 'name'>): string =>
  `${noun.charAt(0).toLowerCase()}${noun.slice(1)} ${inQuotes(name)}`;
