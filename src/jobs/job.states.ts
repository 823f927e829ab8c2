/** Due and in nobody's hands; in the hands of a runner; due later; given up. */
export const JOB_STATES = ['parked', 'waiting', 'running', 'planned'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** The condition on `jobs` of each state. A job whose runner died counts as waiting again once its lease has run out. */
export const JOB_STATE_SQL: Readonly<Record<JobState, string>> = {
  parked: 'parked_at IS NOT NULL',
  waiting: 'parked_at IS NULL AND due_at <= now()',
  running: 'parked_at IS NULL AND due_at > now() AND lease IS NOT NULL',
  planned: 'parked_at IS NULL AND due_at > now() AND lease IS NULL',
};
