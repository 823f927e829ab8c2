/** Where a contest stands: the same people, dossiers and addresses are asked in each of these. */
export const PHASES = ['before', 'submission', 'vetting', 'judging', 'closed', 'published'] as const;
export type Phase = (typeof PHASES)[number];

/** What the contest's clock shows in each phase, by the windows of the fixtures' world. */
export const CLOCKS: Record<Phase, string> = {
  before: '2021-10-26T09:00:00+07:00',
  submission: '2021-11-20T09:00:00+07:00',
  vetting: '2021-12-05T09:00:00+07:00',
  judging: '2021-12-15T09:00:00+07:00',
  closed: '2021-12-20T09:00:00+07:00',
  published: '2021-12-24T09:00:00+07:00',
};

/** Is this phase the given one or a later one? */
export const isFrom = (phase: Phase, first: Phase): boolean => PHASES.indexOf(phase) >= PHASES.indexOf(first);
