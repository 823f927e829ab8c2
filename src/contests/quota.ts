import type { QuotaRule } from './contest.facts.js';

/**
 * How many of a commune's `villages` must enter. Strict (“trên p %”) is the least k with 100·k > p·villages, which is
 * floor(p·villages/100) + 1; not strict (“từ p % trở lên”) the least k with 100·k ≥ p·villages, which is its ceiling.
 * Whole numbers only. The two readings differ exactly where p·villages/100 is whole: for 50 %, at every even number
 * (PRODUCT, decision 5; letter of UBND huyện Tam Đường, 11/2021: “ít nhất trên 50% số bản”).
 *
 * Never more than there are villages: nobody can be asked for the impossible, so “trên 100 %” asks for all of them here, and
 * `isImpossibleQuota` keeps such a contest from opening. A commune without villages owes nothing.
 */
export function quotaNeeded(rule: QuotaRule, villages: number): number {
  const hundredfold = rule.percent * villages;
  const whole = (hundredfold - (hundredfold % 100)) / 100;
  const needed = rule.strict || hundredfold % 100 > 0 ? whole + 1 : whole;
  return Math.min(needed, villages);
}

/** “Over 100 %” of anything cannot be reached; readiness lists it as a contradiction. */
export const isImpossibleQuota = (rule: QuotaRule): boolean => rule.strict && rule.percent >= 100;

/** The rule as it is printed: “trên 50% số bản” or “từ 50% số bản trở lên”. */
export const sayQuotaRule = (rule: QuotaRule, villageNoun: string): string =>
  rule.strict ? `trên ${rule.percent}% số ${villageNoun}` : `từ ${rule.percent}% số ${villageNoun} trở lên`;

/** Where a commune stands against its quota. `missing` names the villages that have not entered, in the order given. */
export interface QuotaStanding {
  villages: number;
  needed: number;
  entered: number;
  /** How many more are needed; 0 when the quota is reached. */
  short: number;
  missing: readonly string[];
}

/** Counts a commune's villages; which dossier counts as entered (submitted, accepted …) is the caller's to say. */
export function standingOf(rule: QuotaRule, villages: readonly { name: string; hasEntered: boolean }[]): QuotaStanding {
  const entered = villages.filter((village) => village.hasEntered).length;
  const needed = quotaNeeded(rule, villages.length);
  return {
    villages: villages.length,
    needed,
    entered,
    short: Math.max(0, needed - entered),
    missing: villages.filter((village) => !village.hasEntered).map((village) => village.name),
  };
}

/**
 * “4/11 bản, cần ít nhất 6; còn thiếu 2 trong số: Nà Can, Nà Út, …” below the quota, all villages named;
 * “7/11 bản, cần ít nhất 6; đã đủ” from it on; “Chưa có bản nào trong danh sách” where there is nothing to count.
 */
export function sayStanding(standing: QuotaStanding, villageNoun: string): string {
  if (standing.villages === 0) return `Chưa có ${villageNoun} nào trong danh sách`;
  const count = sayCount(standing, villageNoun);
  if (standing.short === 0) return `${count}; đã đủ`;
  if (standing.short === standing.missing.length) return `${count}; còn thiếu ${standing.missing.join(', ')}`;
  return `${count}; còn thiếu ${standing.short} trong số: ${standing.missing.join(', ')}`;
}

/** The short form, for a table row or a meter: “7/11 bản, cần ít nhất 6”. */
export const sayCount = (
  standing: Pick<QuotaStanding, 'entered' | 'villages' | 'needed'>,
  villageNoun: string,
): string => `${standing.entered}/${standing.villages} ${villageNoun}, cần ít nhất ${standing.needed}`;

/** Both readings of a percentage for a commune of so many villages, so that the organiser sees what the choice means. */
export interface QuotaReading {
  strict: boolean;
  needed: number;
  sentence: string;
}

/** “Trên 50% số bản: 14 bản thì cần ít nhất 8” and “từ 50% …: … cần ít nhất 7”, strict first. */
export const bothReadings = (percent: number, villages: number, villageNoun: string): [QuotaReading, QuotaReading] => {
  const reading = (strict: boolean): QuotaReading => {
    const needed = quotaNeeded({ percent, strict }, villages);
    const rule = sayQuotaRule({ percent, strict }, villageNoun);
    return { strict, needed, sentence: `${rule}: ${villages} ${villageNoun} thì cần ít nhất ${needed}` };
  };
  return [reading(true), reading(false)];
};
