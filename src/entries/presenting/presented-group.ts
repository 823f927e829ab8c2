import type { RegisteredGroup } from '../../communities/groups/group.facts.js';
import type { GroupPresentation } from '../../communities/groups/group.presentations.js';
import { readLink } from '../../communities/groups/group.link.js';
import type { FieldFacts } from '../../contests/contest.facts.js';
import type { Actor } from '../../kernel/actor.js';
import type { EntryId } from '../../kernel/ids.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { tidyName } from '../../kernel/vietnamese/fold.js';
import { ENTRY_STATUS_WORDS } from '../entry.moves.js';
import { entryPaths } from '../entry.paths.js';
import { refuseToOversee, refuseToSee } from '../entry.policy.js';
import type { PresentingEntry } from './presentation.repository.js';
import { answerName, type Answers, sayAnswer } from '../entry.answers.js';

/** One thing that both a dossier and the register say of a group. */
interface Shared {
  /** As the register has it, in the form in which a dossier stores it; null: not known there. */
  stored: (group: RegisteredGroup) => string | null;
  /** The same for a reader. */
  say: (group: RegisteredGroup) => string | null;
  /** Equal for two answers that mean the same. */
  same: (answer: string) => string;
}

const plain = (answer: string): string => tidyName(answer).toLowerCase();

/** By the codes of fields that the shipped templates give them; a contest that asks otherwise compares and fills nothing of it. */
const SHARED: Readonly<Record<string, Shared>> = {
  'ten-nhom': { stored: ({ name }) => name, say: ({ name }) => name, same: plain },
  'truong-nhom': { stored: ({ ownerName }) => ownerName, say: ({ ownerName }) => ownerName, same: plain },
  'so-thanh-vien': {
    stored: ({ members }) => (members === null ? null : String(members)),
    say: ({ members, countedOn }) =>
      members === null || countedOn === null ? null : `${formatInteger(members)} (ngày ${formatDay(countedOn)})`,
    same: (answer) => answer.trim(),
  },
  'lien-ket': {
    stored: ({ link }) => link,
    say: ({ link }) => link,
    same: (answer) => readLink(answer)?.link ?? answer.trim(),
  },
};

const sharedOf = (code: string): Shared | undefined => (Object.hasOwn(SHARED, code) ? SHARED[code] : undefined);

/** The words of a form with what the register knows put in; fields that it does not know, or knows nothing for, stay as they are. */
export function filledFromRegister(
  fields: readonly FieldFacts[],
  values: Readonly<Record<string, string | readonly string[]>>,
  group: RegisteredGroup,
): Record<string, string | readonly string[]> {
  const filled = fields.flatMap(({ code, maxLength }): [string, string][] => {
    const stored = sharedOf(code)?.stored(group) ?? null;
    return stored === null || [...stored].length > maxLength ? [] : [[answerName(code), stored]];
  });
  return { ...values, ...Object.fromEntries(filled) };
}

/** A row of claim beside register. */
export interface ComparedRow {
  label: string;
  claimed: string | null;
  registered: string | null;
  /** Both say something, and not the same. */
  differs: boolean;
}

/** What a dossier says of its group beside what the register says, field by field, in the order of the dossier. */
export const compareWithRegister = (
  fields: readonly FieldFacts[],
  answers: Answers,
  group: RegisteredGroup,
): ComparedRow[] =>
  fields.flatMap((field): ComparedRow[] => {
    const shared = sharedOf(field.code);
    if (shared === undefined) return [];
    const [answer, stored] = [answers[field.code] ?? '', shared.stored(group)];
    return [
      {
        label: field.label,
        claimed: sayAnswer(field, answer),
        registered: shared.say(group),
        differs: answer !== '' && stored !== null && shared.same(answer) !== shared.same(stored),
      },
    ];
  });

/**
 * An entry as the page of its group names it: its commune is led to its own page, who looks over the contest to the contest's list
 * of dossiers, an office to its own desk (`desks`: where that office opens which entry); whoever may open none of these, nowhere.
 */
export function toPresentation(
  entry: PresentingEntry,
  actor: Actor,
  desks: ReadonlyMap<EntryId, string>,
): GroupPresentation {
  const contest = { id: entry.contestId, scopeUnitId: entry.scopeUnitId };
  const isOwn = refuseToSee(actor, { ...entry, filings: [] }) === null;
  const oversees = refuseToOversee(actor, entry, contest) === null;
  return {
    code: entry.code,
    contest: entry.contestName,
    status: ENTRY_STATUS_WORDS[entry.state],
    href: isOwn
      ? entryPaths.one(entry.code)
      : oversees
        ? entryPaths.organiserOne(entry.contestSlug, entry.code)
        : (desks.get(entry.id) ?? null),
  };
}
