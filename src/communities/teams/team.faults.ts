import type { TeamBounds } from './team.facts.js';

/** The figures of a team that bounds speak of. */
export interface TeamFigures {
  members: number;
  leaders: number;
  households: number;
}

/**
 * What keeps a team from being founded by the bounds of its kind (R22 to R24 of the letter of Cục Thông tin cơ sở), in the order members, leader,
 * households; a sentence each. Both ends of a bound are allowed; a null bound asks nothing.
 */
export function teamFaults({ members, leaders, households }: TeamFigures, bounds: TeamBounds): string[] {
  const faults: string[] = [];
  const people = rangeWords(bounds.membersMin, bounds.membersMax);
  if (isOutside(members, bounds.membersMin, bounds.membersMax)) faults.push(`Tổ có ${members} người, cần ${people}.`);
  if (bounds.leaders !== null && leaders !== bounds.leaders) {
    if (leaders === 0) faults.push('Chưa có tổ trưởng.');
    else faults.push(`Có ${leaders} tổ trưởng, cần đúng ${bounds.leaders}.`);
  }
  const homes = rangeWords(bounds.householdsMin, bounds.householdsMax);
  if (isOutside(households, bounds.householdsMin, bounds.householdsMax))
    faults.push(`Tổ có ${households} hộ, cần ${homes}.`);
  return faults;
}

const isOutside = (value: number, min: number | null, max: number | null): boolean =>
  (min !== null && value < min) || (max !== null && value > max);

/** "3 đến 5", "từ 3 trở lên", "nhiều nhất 5"; null bounds on both sides are "chưa có quy định". */
export function rangeWords(min: number | null, max: number | null): string {
  if (min !== null && max !== null) return min === max ? `đúng ${min}` : `${min} đến ${max}`;
  if (min !== null) return `từ ${min} trở lên`;
  return max === null ? 'chưa có quy định' : `nhiều nhất ${max}`;
}
