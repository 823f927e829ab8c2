import type { FieldFacts, SlotFacts } from '../contests/contest.facts.js';
import type { ReceiptBody } from '../entries/entry.facts.js';

/** What a supplement changed in one place of a dossier. */
export interface PlaceChange {
  slotId: SlotFacts['id'] | null;
  fieldId: FieldFacts['id'] | null;
  title: string;
  /** Names of files that came, and of those that went; empty for a text field. */
  added: string[];
  removed: string[];
  /** The words before and after; null for a slot. */
  words: { before: string; after: string } | null;
  /** How many the list of members had and has, where it is another list; null otherwise. */
  members: { before: number; after: number } | null;
}

type Received = Pick<ReceiptBody, 'answers' | 'files' | 'members'>;

/**
 * What is different between two receipts of one dossier, in the order of its page. Told from what was received, not from
 * clocks: a rehearsal's clock may have stood still between the two.
 */
export function changesBetween(
  before: Received,
  after: Received,
  { fields, slots }: { fields: readonly FieldFacts[]; slots: readonly SlotFacts[] },
): PlaceChange[] {
  const words = fields.flatMap((field): PlaceChange[] => {
    const [was, is] = [before, after].map(({ answers }) => answers.find(({ code }) => code === field.code));
    if ((was?.stored ?? '') === (is?.stored ?? '')) return [];
    return [
      {
        slotId: null,
        fieldId: field.id,
        title: field.label,
        added: [],
        removed: [],
        words: { before: was?.text ?? '', after: is?.text ?? '' },
        members: null,
      },
    ];
  });
  const files = slots.flatMap((slot): PlaceChange[] => {
    const [was, is] = [before, after].map(({ files: all }) => all.filter(({ slotCode }) => slotCode === slot.code));
    const added = namesNotIn(is ?? [], was ?? []);
    const removed = namesNotIn(was ?? [], is ?? []);
    const members = membersChanged(before, after, slot.code);
    if (added.length === 0 && removed.length === 0 && members === null) return [];
    return [{ slotId: slot.id, fieldId: null, title: slot.title, added, removed, words: null, members }];
  });
  return [...words, ...files];
}

function membersChanged(before: Received, after: Received, slotCode: string): PlaceChange['members'] {
  const [was, is] = [before.members ?? null, after.members ?? null];
  if ((was ?? is)?.slotCode !== slotCode || was?.sha256 === is?.sha256) return null;
  return { before: was?.count ?? 0, after: is?.count ?? 0 };
}

/** Names of the files in `these` whose bytes are not in `those`. */
const namesNotIn = (these: Received['files'], those: Received['files']): string[] =>
  these.filter(({ sha256 }) => !those.some((other) => other.sha256 === sha256)).map(({ name }) => name);
