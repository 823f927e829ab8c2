import { formatDecimal } from '../../kernel/vietnamese/numbers.js';
import type { UncountedSheet } from '../results.facts.js';
import type { BandedRule, GapLimit, GapOutcome, SpreadGround, SpreadRule } from './spread.rule.js';

/**
 * A rule in the words that a contest's rules would use, every limit of it and whether a gap of exactly so much keeps within.
 * What stands in the contest's own text may say more; this is what the platform does.
 */
export function saySpreadRule(rule: SpreadRule): string {
  const start = `Mỗi hồ sơ có ít nhất ${rule.markers} giám khảo chấm độc lập.`;
  if ('voidBeyond' in rule)
    return `${start} Điểm lệch ${beyond(rule, rule.voidBeyond)} so với trung bình của mọi điểm đã chấm thì hủy, các điểm còn lại được tính. Không còn điểm nào thì trưởng ban quyết định, có biên bản.`;
  const steps = rule.bands.map((band, index) => {
    const below = rule.bands[index - 1];
    const from = below === undefined ? '' : `${above(rule, below)} `;
    return `${from}${band.inclusive ? (from === '' ? 'không quá' : 'đến') : from === '' ? 'dưới' : 'đến dưới'} ${amount(rule, band)} thì ${OUTCOMES[band.then](rule)}`;
  });
  const last = rule.bands.at(-1);
  const rest = last === undefined ? 'bất kỳ' : beyond(rule, last);
  return `${start} Chênh lệch ${[...steps, `${rest} thì ${OUTCOMES[rule.beyond](rule)}`].join('; ')}.`;
}

/** Which signed sheets of an entry do not count and why, a sentence a ground: "Không tính GK1: trưởng ban quyết định (Biên bản số 3)." */
export function sayUncounted(uncounted: readonly Omit<UncountedSheet, 'sheet'>[]): string[] {
  const grounds = Map.groupBy(uncounted, ({ by, reason }) =>
    reason === null ? GROUNDS[by] : `${GROUNDS[by]} (${reason.replace(/\.$/, '')})`,
  );
  return [...grounds].map(
    ([ground, sheets]) => `Không tính ${sheets.map(({ judge }) => judge).join(', ')}: ${ground}.`,
  );
}

const GROUNDS: Readonly<Record<SpreadGround, string>> = {
  agreement: 'các điểm chấm ban đầu không lệch quá giới hạn',
  head: 'trưởng ban quyết định',
  third: 'lấy điểm chấm lần ba',
  'two-equal': 'lấy các điểm bằng nhau',
  three: 'lấy các điểm gần nhau',
  panel: 'lấy điểm chấm tập thể',
  far: 'lệch xa điểm trung bình',
};

const OUTCOMES: Readonly<Record<GapOutcome, (rule: BandedRule) => string>> = {
  agree: () => 'tính mọi điểm đã chấm',
  head: () => 'trưởng ban quyết định điểm được tính, có biên bản',
  panel: () => 'hủy các điểm đã chấm, chấm lại tập thể',
  third: (rule) =>
    rule.third.as === 'official'
      ? 'chấm lần ba, điểm lần ba là điểm chính thức'
      : `chấm lần ba: có điểm bằng nhau thì lấy các điểm đó, mọi điểm lệch nhau ${rule.third.spread.inclusive ? 'không quá' : 'dưới'} ${amount(rule, rule.third.spread)} thì tính tất cả, lệch hơn thì chấm tập thể`,
};

/** The lower end of what lies above a limit: "trên 10 điểm" where 10 still belongs to the limit, else "từ 10 điểm". */
const above = (rule: Pick<SpreadRule, 'measure'>, limit: GapLimit): string =>
  `${limit.inclusive ? 'trên' : 'từ'} ${amount(rule, limit)}`;

const beyond = (rule: Pick<SpreadRule, 'measure'>, limit: GapLimit): string =>
  limit.inclusive ? `quá ${amount(rule, limit)}` : `từ ${amount(rule, limit)} trở lên`;

const amount = ({ measure }: Pick<SpreadRule, 'measure'>, { upTo }: GapLimit): string =>
  measure === 'points' ? `${formatDecimal(upTo)} điểm` : `${formatDecimal(upTo)}% thang điểm`;
