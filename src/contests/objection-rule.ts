import type { Reader, Tx } from '../database/tx.js';
import type { ContestId } from '../kernel/ids.js';
import { type Instant, plusMilliseconds, type Span } from '../kernel/instant.js';
import { startOfDay } from '../kernel/vietnamese/dates.js';

/** How a contest takes objections to its result. Days are whole days after that of the publication, or of receipt. */
export interface ObjectionRule {
  days: number;
  answerDays: number;
  takenFrom: 'everyone' | 'communes';
}

const DAY = 86_400_000;

/** The rule of a contest; null: it takes none on this platform. */
export function objectionRuleOf(reader: Reader, id: ContestId): Promise<ObjectionRule | null> {
  return reader.one(
    `SELECT days, answer_days AS "answerDays", taken_from AS "takenFrom" FROM contest_objection_rules WHERE contest_id = $1`,
    [id],
  );
}

export async function writeObjectionRule(tx: Tx, id: ContestId, rule: ObjectionRule | null): Promise<void> {
  await tx.changed(`DELETE FROM contest_objection_rules WHERE contest_id = $1`, [id]);
  if (rule === null) return;
  await tx.changed(
    `INSERT INTO contest_objection_rules (contest_id, days, answer_days, taken_from) VALUES ($1, $2, $3, $4)`,
    [id, rule.days, rule.answerDays, rule.takenFrom],
  );
}

/** The end of so many whole days after the one on which something happened: the first instant that is too late. */
const endOfDaysAfter = (at: Instant, days: number): Instant => plusMilliseconds(startOfDay(at), (days + 1) * DAY);

/** When objections to a list are taken: from its publication to the end of the last day. */
export const objectionWindow = (publishedAt: Instant, { days }: Pick<ObjectionRule, 'days'>): Span => ({
  from: publishedAt,
  until: endOfDaysAfter(publishedAt, days),
});

/** Until when an objection that came in then is to be answered. */
export const answerDue = (receivedAt: Instant, { answerDays }: Pick<ObjectionRule, 'answerDays'>): Instant =>
  endOfDaysAfter(receivedAt, answerDays);
