import type { ContestId, Id, UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import type { Day } from '../kernel/vietnamese/days.js';

export type MovementId = Id<'movement'>;

/** What people write about a movement: the letters' plan of 22/10/2021 names each of it. */
export interface MovementWords {
  name: string;
  /** "Sở Thông tin và Truyền thông" */
  standingAgency: string;
  /** "3417/KH-UBND"; '' before the plan has a number. */
  planNumber: string;
  planDatedOn: Day | null;
  /** Both days belong to it. */
  startsOn: Day;
  endsOn: Day;
}

/** An emulation movement: what contests and drives stand in. */
export interface MovementFacts extends MovementWords {
  id: MovementId;
  /** The unit that holds it and whose people keep it. */
  ownerUnitId: UnitId;
  ownerName: string;
  /** A commune’s own movement is told apart: agencies of its ground report in it, and nobody is pressed from above. */
  isOfCommune: boolean;
  /** The contests in it, by name. */
  contests: readonly { id: ContestId; slug: string; name: string }[];
  /** One of its contests is a rehearsal: the movement goes by that contest's clock then, and no mail leaves. */
  rehearsal: boolean;
  /** The rehearsal's present moment; null follows the real clock. */
  clockAt: Instant | null;
  sample: boolean;
  version: number;
}

/** Part of the country that somebody reaches: everything, one unit's tree, one commune, or the movement of one contest. */
export type Reach =
  | { kind: 'all' }
  | { kind: 'contest'; contestId: ContestId }
  | { kind: 'tree'; unitId: UnitId }
  | { kind: 'commune'; unitId: UnitId }
  | { kind: 'nothing' };

/** "Kế hoạch số 3417/KH-UBND"; a paper of another kind, as the letter 3225/UBND-VHTT, is called what any is: "Văn bản số …". */
export const sayPlanNumber = (planNumber: string): string =>
  `${/\/KH(?:-|$)/u.test(planNumber) || !planNumber.includes('/') ? 'Kế hoạch' : 'Văn bản'} số ${planNumber}`;
