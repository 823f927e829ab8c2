import type { Calendar } from '../../contests/calendar.js';
import type { ContestFacts } from '../../contests/contest.facts.js';
import { organises } from '../../contests/contest.policy.js';
import type { Actor } from '../../kernel/actor.js';
import { type Instant, isWithin, plusMilliseconds } from '../../kernel/instant.js';
import type { Refusal } from '../../kernel/refusal.js';
import type { AwardListFacts } from '../award.facts.js';
import type { EmbargoFacts } from './embargo.repository.js';

type ContestScope = Pick<ContestFacts, 'id' | 'scopeUnitId'>;

/** A rehearsal's clock stands still and is moved by hand, so nothing tells when its moment comes: it is looked for this often. */
const LOOK_AGAIN_MILLISECONDS = 15_000;

/**
 * A moment is set on a list that two people have agreed on, and lies ahead, within the time that the contest's calendar gives to
 * publication: what is typed wrong by a month is refused here.
 */
export function refuseToSetEmbargo(
  actor: Actor,
  contest: ContestScope,
  list: Pick<AwardListFacts, 'state' | 'inputSha256'>,
  { calendar, at, inputSha256 }: { calendar: Calendar; at: Instant; inputSha256: string },
): Refusal | null {
  const refused = refuseUnlessConfirmed(actor, contest, list);
  if (refused !== null) return refused;
  if (list.inputSha256 !== inputSha256) return { code: 'award-input-changed' };
  if (at <= calendar.now) return { code: 'embargo-past', field: 'date' };
  const window = calendar.window('publication');
  if (window === null) return { code: 'publication-not-begun', from: null };
  if (!isWithin(window, at))
    return { code: 'embargo-outside-window', field: 'date', from: window.from, until: window.until };
  return null;
}

/** As long as the list is not out, its moment may be taken away: that makes nothing known. */
export const refuseToLiftEmbargo = (
  actor: Actor,
  contest: ContestScope,
  list: Pick<AwardListFacts, 'state'>,
  embargo: EmbargoFacts | null,
): Refusal | null =>
  refuseUnlessConfirmed(actor, contest, list) ?? (embargo === null ? { code: 'embargo-missing' } : null);

/** While a moment stands that has not come, nobody brings the list out before it by hand: it is taken away first, and the log tells. */
export const refuseBeforeEmbargo = (embargo: EmbargoFacts | null, now: Instant): Refusal | null =>
  embargo !== null && embargo.heldAt === null && now < embargo.at ? { code: 'embargo-stands', at: embargo.at } : null;

/** When to look again whether the moment has come: null when it has. `now` is the contest's own time. */
export function nextLookAt(
  { rehearsal }: Pick<ContestFacts, 'rehearsal'>,
  { at, now, realNow }: { at: Instant; now: Instant; realNow: Instant },
): Instant | null {
  if (now >= at) return null;
  return rehearsal ? plusMilliseconds(realNow, LOOK_AGAIN_MILLISECONDS) : at;
}

function refuseUnlessConfirmed(
  actor: Actor,
  contest: ContestScope,
  { state }: Pick<AwardListFacts, 'state'>,
): Refusal | null {
  if (!organises(actor, contest)) return { code: 'not-found' };
  return state === 'confirmed' ? null : { code: 'award-list-locked', state };
}
