import type { ContestFacts } from '../../contests/contest.facts.js';
import { refuseToOversee } from '../../contests/contest.policy.js';
import { objectionWindow, type ObjectionRule } from '../../contests/objection-rule.js';
import type { Actor } from '../../kernel/actor.js';
import type { UnitId } from '../../kernel/ids.js';
import type { Instant } from '../../kernel/instant.js';
import type { Refusal } from '../../kernel/refusal.js';
import type { AwardListFacts } from '../award.facts.js';

type Standing = Pick<ContestFacts, 'id' | 'scopeUnitId' | 'contactName' | 'contactPhone'>;

/** Does this actor object in the name of a commune of the contest? */
export const objectsAsCommune = (actor: Actor | null, communeIds: readonly UnitId[]): boolean =>
  actor !== null && actor.role === 'commune' && actor.unitId !== null && communeIds.includes(actor.unitId);

/** Objections are taken from whom the contest says, until the end of its last day; afterwards the refusal says whom to turn to. */
export function refuseToObject(
  {
    contest,
    rule,
    list,
    asCommune,
  }: {
    contest: Pick<Standing, 'contactName' | 'contactPhone'>;
    rule: ObjectionRule | null;
    list: Pick<AwardListFacts, 'publishedAt'> | null;
    asCommune: boolean;
  },
  now: Instant,
): Refusal | null {
  const { contactName, contactPhone } = contest;
  if (list === null || list.publishedAt === null) return { code: 'results-unpublished' };
  if (rule === null) return { code: 'objections-not-taken', contactName, contactPhone };
  const { until } = objectionWindow(list.publishedAt, rule);
  if (now >= until) return { code: 'objection-window-over', until, contactName, contactPhone };
  if (rule.takenFrom === 'communes' && !asCommune) return { code: 'objections-of-communes', contactName, contactPhone };
  return null;
}

/** Objections are answered by the organisers and the secretaries of the contest. */
export const refuseToAnswer = (actor: Actor, contest: Standing): Refusal | null => {
  if (actor.role === 'auditor') return { code: 'not-allowed' };
  return refuseToReadObjections(actor, contest);
};

/** And read by them and by auditors; to everybody else the desk does not exist. */
export const refuseToReadObjections = (actor: Actor, contest: Standing): Refusal | null =>
  actor.role === 'secretary' && actor.contestId === contest.id ? null : refuseToOversee(actor, contest);
