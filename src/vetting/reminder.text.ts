import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts } from '../contests/contest.facts.js';
import { describeDeadline } from '../kernel/vietnamese/dates.js';
import { formatPhone } from '../kernel/vietnamese/phones.js';
import { placeInSentence } from '../kernel/vietnamese/places.js';
import type { BoardRow } from './progress.view.js';
import type { Instant } from '../kernel/instant.js';
import type { AwaitedDossier, ExtendedDraft } from './reminder.repository.js';

/** What a commune owes: villages to enter while its window is open, drafts that have a later end of their own, and dossiers that were sent back. */
export interface Owed {
  short: number;
  missing: readonly string[];
  awaited: readonly AwaitedDossier[];
  drafts: readonly { villageName: string; until: Instant }[];
}

/** What the commune can still do something about; null when that is nothing, and nobody need be reminded. */
export function owedBy(
  row: Pick<BoardRow, 'communeId' | 'short' | 'missing'>,
  found: { awaited: readonly AwaitedDossier[]; extended: readonly ExtendedDraft[] },
  calendar: Calendar,
): Owed | null {
  const canSubmit = calendar.phaseFor('submission', row.communeId) === 'open';
  const short = canSubmit ? row.short : 0;
  const awaited = found.awaited.filter(({ communeId }) => communeId === row.communeId);
  const drafts = found.extended.flatMap((draft) => {
    const longer = draft.communeId === row.communeId ? calendar.longerWindowForEntry(draft) : null;
    return longer !== null && longer.until > calendar.now
      ? [{ villageName: draft.villageName, until: longer.until }]
      : [];
  });
  return short === 0 && awaited.length === 0 && drafts.length === 0
    ? null
    : { short, missing: short === 0 ? [] : row.missing, awaited, drafts };
}

/**
 * A text ready to be pasted in a Zalo group: who asks, what is missing by name, until when, where, whom to ask. Plain words
 * without a person's name other than the contest's contact.
 */
export function remindText(
  { communeName, communeId, countText }: Pick<BoardRow, 'communeName' | 'communeId' | 'countText'>,
  owed: Owed,
  about: {
    officeName: string;
    contest: Pick<ContestFacts, 'name' | 'noun' | 'villageNoun' | 'contactName' | 'contactPhone'>;
    calendar: Calendar;
    address: string;
  },
): string {
  const { contest, calendar } = about;
  const window = calendar.windowFor('submission', communeId);
  const phone = contest.contactPhone === '' ? '' : formatPhone(contest.contactPhone);
  const contact = [contest.contactName, phone].filter((part) => part !== '').join(', ');
  const lines = [
    `${about.officeName} nhắc ${communeName}: ${contest.noun} “${contest.name}”.`,
    ...(owed.short === 0
      ? []
      : [
          `Đã nộp ${countText}. Còn thiếu ${owed.short} hồ sơ. Các ${contest.villageNoun} chưa có hồ sơ: ${owed.missing.join(', ')}.`,
          ...(window === null ? [] : [`Hạn nộp: ${describeDeadline(window.until)}.`]),
        ]),
    ...owed.drafts.map(
      ({ villageName, until }) =>
        `Hồ sơ nháp của ${placeInSentence(villageName)} được gia hạn riêng: ${describeDeadline(until)}.`,
    ),
    ...owed.awaited.map(
      ({ code, villageName, dueAt }) => `Bổ sung hồ sơ ${code} (${villageName}): ${describeDeadline(dueAt)}.`,
    ),
    `Nộp tại: ${about.address}`,
    ...(contact === '' ? [] : [`Cần hỏi: ${contact}.`]),
  ];
  return lines.join('\n');
}
