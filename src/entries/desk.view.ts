import type { Calendar } from '../contests/calendar.js';
import type { ContestFacts, VillageFacts } from '../contests/contest.facts.js';
import { sayBasis } from '../contests/contest.words.js';
import { sayCount, standingOf } from '../contests/quota.js';
import type { UnitId } from '../kernel/ids.js';
import type { Instant } from '../kernel/instant.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import type { StatusWord } from '../web/views/page.js';
import { ENTERED_STATES, type EntryFacts } from './entry.facts.js';
import { ENTRY_STATUS_WORDS } from './entry.moves.js';
import { entryPaths } from './entry.paths.js';

/** One contest on the commune's desk. */
export interface ContestDeskView {
  name: string;
  slug: string;
  sampleNotes: string;
  villageNoun: string;
  dueAt: Instant | null;
  now: Instant;
  /** "Xã được gia hạn theo công văn số …"; null without extension. */
  extensionText: string | null;
  /** Why no dossier can be begun now, with whom to call; null when it can. */
  closedText: string | null;
  createHref: string | null;
  quota: {
    sentence: string;
    part: number;
    need: number;
    whole: number;
    status: StatusWord;
    /** "Còn thiếu ít nhất 2 trong số: Bản Nà Can, …"; null when nothing is missing. */
    missingText: string | null;
  };
  entries: EntryRowView[];
}

export interface EntryRowView {
  village: string;
  code: string;
  href: string;
  status: StatusWord;
  changed: string;
  /** Of a returned one, and of a draft with more time than the others; null otherwise. */
  due: { label: string; until: Instant } | null;
}

/** One contest as the commune sees it: deadline, quota with the villages that are missing, dossiers by village. */
export function toContestDesk(
  contest: ContestFacts,
  calendar: Calendar,
  communeId: UnitId,
  villages: readonly VillageFacts[],
  entries: readonly EntryFacts[],
  closedText: string | null,
): ContestDeskView {
  const window = calendar.windowFor('submission', communeId);
  const enteredIds = new Set(
    entries.filter(({ state }) => ENTERED_STATES.includes(state)).map(({ villageId }) => villageId),
  );
  const standing = standingOf(
    contest.quota,
    villages.map(({ id, name }) => ({ name, hasEntered: enteredIds.has(id) })),
  );
  const count = standing.short === standing.missing.length ? '' : `ít nhất ${standing.short} trong số: `;
  return {
    name: contest.name,
    slug: contest.slug,
    sampleNotes: contest.sampleNotes,
    villageNoun: contest.villageNoun,
    dueAt: window?.until ?? null,
    now: calendar.now,
    extensionText:
      window?.extension === null || window === null
        ? null
        : `Xã được gia hạn theo ${sayBasis(window.extension)}: ${window.extension.reason}`,
    closedText,
    createHref: closedText === null ? entryPaths.createIn(contest.slug) : null,
    quota: {
      sentence: sayCount(standing, contest.villageNoun),
      part: standing.entered,
      need: standing.needed,
      whole: standing.villages,
      status:
        standing.short === 0
          ? { word: 'Đã đủ', tone: 'success' }
          : { word: `Còn thiếu ${standing.short}`, tone: 'warning' },
      missingText: standing.short === 0 ? null : `Còn thiếu ${count}${standing.missing.join(', ')}.`,
    },
    entries: entries.map((entry) => ({
      village: entry.villageName,
      code: entry.code,
      href: entryPaths.one(entry.code),
      status: ENTRY_STATUS_WORDS[entry.state],
      changed: formatDateTime(entry.changedAt),
      due: ownDue(entry, calendar),
    })),
  };
}

/** What still takes dossiers comes first, by its deadline; the others after it, in the order in which they came. */
export function mostPressingFirst(desks: readonly ContestDeskView[]): ContestDeskView[] {
  const [open, others] = [
    desks.filter(({ createHref }) => createHref !== null),
    desks.filter(({ createHref }) => createHref === null),
  ];
  const leftOf = ({ dueAt, now }: ContestDeskView): number =>
    dueAt === null ? Infinity : dueAt.getTime() - now.getTime();
  return [...open.sort((one, other) => leftOf(one) - leftOf(other)), ...others];
}

function ownDue(entry: EntryFacts, calendar: Calendar): EntryRowView['due'] {
  if (entry.state === 'returned') {
    return entry.supplementDueAt && { label: 'Hạn bổ sung', until: entry.supplementDueAt };
  }
  const own = entry.state === 'draft' ? calendar.longerWindowForEntry(entry) : null;
  return own && { label: 'Hạn nộp riêng', until: own.until };
}

/** A village to choose for a new dossier; `entered` is the dossier it already has when it can have no other. */
export interface VillageChoiceView {
  free: { value: string; label: string }[];
  taken: { name: string; href: string; status: StatusWord }[];
}

/** The commune's villages by name: those that may begin a dossier, and those that have as many as the rules allow. */
export function toVillageChoice(
  contest: Pick<ContestFacts, 'entriesPerVillage'>,
  villages: readonly VillageFacts[],
  entries: readonly EntryFacts[],
): VillageChoiceView {
  const choice: VillageChoiceView = { free: [], taken: [] };
  for (const village of villages) {
    const own = entries.filter((entry) => entry.villageId === village.id && entry.state !== 'withdrawn');
    const [first] = own;
    if (first === undefined || own.length < contest.entriesPerVillage) {
      choice.free.push({ value: village.id, label: village.name });
    } else {
      choice.taken.push({
        name: village.name,
        href: entryPaths.one(first.code),
        status: ENTRY_STATUS_WORDS[first.state],
      });
    }
  }
  return choice;
}
