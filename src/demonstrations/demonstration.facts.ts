import type { Instant } from '../kernel/instant.js';

/** The one contest that may be cleared and filled again, and the password of its accounts, which is no secret (ARCHITECTURE §4). */
export const DEMONSTRATION = {
  slug: 'zalo-lai-chau-2021',
  code: 'ZALO21',
  template: 'zalo-lai-chau-2021',
  password: 'hoithi-demo',
} as const;

export const DEMONSTRATION_STAGES = ['intake', 'vetting', 'judging', 'results'] as const;
/** How far the demonstration has come: dossiers come in, offices vet, judges score, results are public. */
export type DemonstrationStage = (typeof DEMONSTRATION_STAGES)[number];

/** Where the contest's clock stands at a stage. Everything that the timeline puts before it has happened. */
export const STAGE_CLOCKS: Readonly<Record<DemonstrationStage, Instant>> = {
  intake: new Date('2021-11-24T09:00:00+07:00'),
  vetting: new Date('2021-12-03T09:00:00+07:00'),
  judging: new Date('2021-12-15T09:00:00+07:00'),
  results: new Date('2021-12-22T09:00:00+07:00'),
};

export const STAGE_NAMES: Readonly<Record<DemonstrationStage, string>> = {
  intake: 'nộp hồ sơ',
  vetting: 'thẩm định',
  judging: 'chấm điểm',
  results: 'công bố kết quả',
};

/** Stands as the request number of every event that a load writes: the log tells them from what people did afterwards. */
export const DEMONSTRATION_REQUEST = 'DEMO';
/** Who acts where no person of the contest does: clearing, units, accounts, the clock. */
export const DEMONSTRATOR = { name: 'Diễn tập', role: 'system', requestId: DEMONSTRATION_REQUEST } as const;

/** Told to whoever waits for a load, in Vietnamese, one line at a time. */
export type Say = (line: string) => void;
