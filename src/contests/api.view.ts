import { decimalText } from '../kernel/integers.js';
import { isoLocal } from '../kernel/vietnamese/dates.js';
import type { Calendar, WindowPhase } from './calendar.js';
import type { ContestFacts, CriterionFacts, PrizeTierFacts, SlotFacts, WindowKind } from './contest.facts.js';
import { sayBasis, WINDOW_KINDS } from './contest.words.js';

/** A window `[from, until)`: `until` is the first instant that is too late. `extension` holds for everybody. */
export interface ApiWindow {
  kind: WindowKind;
  from: string;
  until: string;
  printed: string;
  phase: WindowPhase;
  extension: { until: string; document: string } | null;
}

/** A contest in the list. */
export interface ApiContestSummary {
  slug: string;
  code: string;
  name: string;
  organiser: string;
  state: 'open' | 'archived';
  rehearsal: boolean;
  submission: ApiWindow | null;
}

/** A contest in full: what its public pages show of the same things. */
export interface ApiContest extends Omit<ApiContestSummary, 'submission'> {
  windows: ApiWindow[];
  slots: {
    title: string;
    help: string;
    requirement: SlotFacts['requirement'];
    kinds: string[];
    maxFiles: number;
    maxBytes: number;
  }[];
  criteria: { code: string; title: string; help: string; max: string; weight: string }[];
  tiers: { name: string; quantity: number; amount: number; minimum: string | null }[];
  sampleNotes: string | null;
}

interface Shown {
  contest: ContestFacts;
  calendar: Calendar;
}

const toIdentity = ({ slug, code, name, organiserName, state, rehearsal }: ContestFacts) => ({
  slug,
  code,
  name,
  organiser: organiserName,
  state: state === 'archived' ? ('archived' as const) : ('open' as const),
  rehearsal,
});

/** A contest as lists name it; windows are told by the contest's own clock. */
export const toApiSummary = ({ contest, calendar }: Shown): ApiContestSummary => ({
  ...toIdentity(contest),
  submission: toApiWindow(calendar, 'submission'),
});

export const toApiContest = (
  { contest, calendar }: Shown,
  design: { slots: readonly SlotFacts[]; criteria: readonly CriterionFacts[]; tiers: readonly PrizeTierFacts[] },
): ApiContest => ({
  ...toIdentity(contest),
  windows: WINDOW_KINDS.map((kind) => toApiWindow(calendar, kind)).filter((window) => window !== null),
  slots: design.slots.map(({ title, help, requirement, kinds, maxFiles, maxBytes }) => ({
    title,
    help,
    requirement,
    kinds: [...kinds],
    maxFiles,
    maxBytes,
  })),
  criteria: design.criteria.map(({ code, title, help, max, weight }) => ({
    code,
    title,
    help,
    max: decimalText(max, 2),
    weight,
  })),
  tiers: design.tiers.map(({ name, quantity, amount, minimum }) => ({
    name,
    quantity,
    amount,
    minimum: minimum === null ? null : decimalText(minimum, 2),
  })),
  sampleNotes: contest.sampleNotes === '' ? null : contest.sampleNotes,
});

function toApiWindow(calendar: Calendar, kind: WindowKind): ApiWindow | null {
  const window = calendar.window(kind);
  if (window === null) return null;
  const extended = kind === 'submission' || kind === 'vetting' ? calendar.windowForAll(kind) : null;
  const extension = extended?.extension ?? null;
  return {
    kind,
    from: isoLocal(window.from),
    until: isoLocal(window.until),
    printed: window.printed,
    phase: extended === null ? calendar.phase(kind) : calendar.phaseOf(extended),
    extension: extension === null ? null : { until: isoLocal(extension.untilAt), document: sayBasis(extension) },
  };
}
