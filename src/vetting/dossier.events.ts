import { sayFiledBy } from '../entries/filing.words.js';
import type { Instant } from '../kernel/instant.js';
import { describeDeadline } from '../kernel/vietnamese/dates.js';
import { isAt, type Place } from './check.form.js';
import { sayCheck } from './check.words.js';
import type { DecisionFacts } from './vetting.facts.js';
import type { DossierContents, OpenedDossier } from './vetting.opening.js';
import { DECISION_WORDS } from './vetting.words.js';

/** One thing that happened to a dossier, for the office's timeline. */
export interface DossierEvent {
  what: string;
  who: string;
  at: Instant;
  reason: string | null;
}

/** What happened to the dossier that this office may know, newest first. */
export function toEvents(
  { contest }: OpenedDossier,
  { receipts }: DossierContents,
  decisions: readonly DecisionFacts[],
  places: readonly Place[],
): DossierEvent[] {
  const received = receipts.map((receipt) => ({
    what:
      receipt.round > 1
        ? `Xã gửi bổ sung lần ${receipt.round - 1}`
        : receipt.body.filed
          ? 'Nộp thay xã'
          : 'Xã nộp hồ sơ',
    who: receipt.body.filed ? sayFiledBy(receipt.body.filed) : receipt.body.submittedBy,
    at: receipt.receivedAt,
    reason: receipt.body.filed?.reason ?? null,
  }));
  const sayVerb = ({ verb, level }: DecisionFacts): string =>
    `${DECISION_WORDS[verb]}${contest.vettingLevels > 1 ? ` (cấp ${level})` : ''}`;
  const decided = decisions.flatMap((decision): DossierEvent[] => {
    const taken = {
      what: sayVerb(decision),
      who: `${decision.decidedByName}, ${decision.unitName}`,
      at: decision.decidedAt,
      reason: sayDecision(decision, places),
    };
    if (decision.undoneAt === null) return [taken];
    const who = `${decision.undoneByName ?? ''}, ${decision.unitName}`;
    return [taken, { what: `Hoàn tác: ${sayVerb(decision)}`, who, at: decision.undoneAt, reason: null }];
  });
  // Each decision answers the receipt before it; in that order they stay even when a rehearsal's clock stood still.
  const order = [...received.map((event, i) => ({ event, key: [event.at.getTime(), i * 2] as const }))];
  const all = [...order, ...decided.map((event, i) => ({ event, key: [event.at.getTime(), i * 2 + 1] as const }))];
  return all.sort((a, b) => b.key[0] - a.key[0] || b.key[1] - a.key[1]).map(({ event }) => event);
}

function sayDecision({ reason, dueAt, points, rulesNumber }: DecisionFacts, places: readonly Place[]): string | null {
  const parts = [
    reason ?? '',
    ...points.map((point) => `${places.find((place) => isAt(place, point))?.title ?? ''}: ${sayCheck(point)}`),
    dueAt === null ? '' : `Hạn bổ sung: ${describeDeadline(dueAt)}`,
    rulesNumber === null ? '' : `Theo thể lệ bản ${rulesNumber}`,
  ];
  const said = parts.filter((part) => part !== '').join('. ');
  return said === '' ? null : said;
}
