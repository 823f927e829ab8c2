import { type Instant, parseInstant, plusMilliseconds } from '../kernel/instant.js';
import { describeDeadline, describeSpan } from '../kernel/vietnamese/dates.js';
import type { WindowFacts } from './contest.facts.js';
import type { ContestTemplate, TemplateWindow } from './contest.template.js';

const DAY_MILLISECONDS = 86_400_000;

/** Midnight in Viet Nam at which a day YYYY-MM-DD begins; a RangeError for a day that is none. */
export function startOfIsoDay(day: string): Instant {
  const at = parseInstant(`${day}T00:00:00+07:00`);
  if (at === null) throw new RangeError(`not a day: ${day}`);
  return at;
}

/** How many whole days after the template's own first day the contest begins; negative for earlier. Viet Nam has no summer time. */
export const daysMoved = (template: Pick<ContestTemplate, 'firstDay'>, firstDay: string): number =>
  Math.round((startOfIsoDay(firstDay).getTime() - startOfIsoDay(template.firstDay).getTime()) / DAY_MILLISECONDS);

/**
 * The template's windows for a contest that begins on `firstDay`: each bound moved by the same number of days, hours kept.
 * On the template's own dates the words of its papers stand; on others, and where it has none, words are made from the new
 * bounds. Sample windows say “(mẫu)”.
 */
export function windowsFrom(template: ContestTemplate, firstDay: string): WindowFacts[] {
  const days = daysMoved(template, firstDay);
  return template.windows.map((window) => {
    const span = { from: movedBy(days, window.from), until: movedBy(days, window.until) };
    const printed = days === 0 && window.printed !== '' ? window.printed : wordsFor(window, span);
    return { kind: window.kind, ...span, printed };
  });
}

/** An instant of the template, moved. */
export function movedBy(days: number, at: string): Instant {
  const instant = parseInstant(at);
  if (instant === null) throw new RangeError(`not an instant: ${at}`);
  return plusMilliseconds(instant, days * DAY_MILLISECONDS);
}

function wordsFor(window: TemplateWindow, span: { from: Instant; until: Instant }): string {
  const words = window.kind === 'activity' ? describeSpan(span) : describeDeadline(span.until);
  return window.isSample ? `${words} (mẫu)` : words;
}
