import { formatDecimal, formatPoints } from '../kernel/vietnamese/numbers.js';
import type { AdvancingRule, PlannedRoundFacts, RoundKind, RoundQuorum } from './round-plan.facts.js';

/** What is judged in a round, as the rules call it. */
export const ROUND_KIND_NAMES: Readonly<Record<RoundKind, string>> = {
  dossier: 'Chấm hồ sơ',
  live: 'Thi trực tiếp',
  field: 'Chấm thực địa',
  outside: 'Nhập điểm từ bên ngoài',
};

export const ADVANCING_NAMES: Readonly<Record<AdvancingRule['by'], string>> = {
  all: 'Mọi hồ sơ được xếp hạng',
  rank: 'Số hồ sơ xếp hạng cao nhất',
  threshold: 'Hồ sơ đạt đủ điểm',
  hand: 'Ban Giám khảo chọn từng hồ sơ',
};

export const UNDER_QUORUM_NAMES: Readonly<Record<RoundQuorum['under'], string>> = {
  reason: 'Khóa được khi ghi lý do',
  refuse: 'Không khóa được',
};

/** Who goes on, in a few words: "10 hồ sơ xếp hạng cao nhất". */
export function sayAdvancing(rule: AdvancingRule): string {
  if (rule.by === 'rank') return `${rule.count} hồ sơ xếp hạng cao nhất`;
  return rule.by === 'threshold' ? `Hồ sơ từ ${formatPoints(rule.minimum)} điểm` : ADVANCING_NAMES[rule.by];
}

/** How the rounds make one result, as one sentence for rules, summaries and the public page; null where there is one round. */
export function sayRoundsFormula(rounds: readonly Pick<PlannedRoundFacts, 'name' | 'weight'>[]): string | null {
  if (rounds.length < 2) return null;
  const counted = rounds.filter(({ weight }) => Number(weight) > 0);
  const [only] = counted;
  if (counted.length === 1 && only?.weight === '1') return `Kết quả cuộc thi là điểm vòng ${only.name}.`;
  const parts = counted.map(({ name, weight }) => `điểm vòng ${name} × ${formatDecimal(weight)}`);
  return `Kết quả cuộc thi là tổng của ${parts.join(' và ')}. Hồ sơ không vào vòng sau xếp dưới mọi hồ sơ vào vòng đó.`;
}
