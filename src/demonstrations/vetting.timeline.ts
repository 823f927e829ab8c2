import { type Instant, plusMilliseconds } from '../kernel/instant.js';
import { type SampleDossier, WINNER } from './materials/dossiers.js';
import { seededRandom } from './materials/seeded-random.js';
import { SIN_HO_DISTRICT, TAM_DUONG_DISTRICT } from './materials/villages.js';
import { HOUR, MINUTE, workingDayAfter } from './working.days.js';

/** What an office does with a dossier, and what a commune does with one that was returned to it. */
export type VettingStep = OfficeStep | { at: Instant; act: 'supplement'; dossier: SampleDossier };
export type OfficeStep = { at: Instant } & (
  | { act: 'accept' | 'reject'; dossier: SampleDossier }
  | { act: 'return'; dossier: SampleDossier; dueAt: Instant }
  | { act: 'forward'; districtCode: string; note: string }
);

/**
 * Minutes of a working day at which an office takes up the next dossier: while communes still send theirs, and from 01/12 on,
 * when the last have come. Tam Đường has twice as many dossiers as Sìn Hồ.
 */
const DESK_HOURS: Readonly<Record<string, { before: readonly number[]; after: readonly number[] }>> = {
  [TAM_DUONG_DISTRICT]: { before: [8.6 * 60, 14.1 * 60], after: [8.6 * 60, 10.2 * 60, 14.1 * 60, 15.6 * 60] },
  [SIN_HO_DISTRICT]: { before: [9.1 * 60], after: [9.1 * 60, 14.8 * 60] },
};
const ALL_HAVE_COME = new Date('2021-12-01T00:00:00+07:00');
/** Nobody decides on what came in the hour before. */
const LIES_AT_LEAST = 20 * HOUR;
/** Vetting begins on the Monday after Friday, 12/11. */
const BEFORE_FIRST_DAY = new Date('2021-11-12T00:00:00+07:00');
const WORKING_DAYS = 19; // to Thursday, 09/12; the window closes with 10/12
/** Nobody can look at what comes later: the window's last working hour. */
const LATEST_DUE = new Date('2021-12-10T17:00:00+07:00');
/** The dossier that is followed waits for its supplement when the first stage begins, on 24/11. */
const FOLLOWED_NOT_BEFORE = new Date('2021-11-23T08:00:00+07:00');

const BATCHES: readonly OfficeStep[] = [
  batch('2021-11-26T16:40:00+07:00', TAM_DUONG_DISTRICT, 'Đợt 1: hồ sơ đủ điều kiện đến hết ngày 26/11/2021.'),
  batch('2021-12-01T16:15:00+07:00', SIN_HO_DISTRICT, 'Đợt 1: hồ sơ đủ điều kiện đến hết ngày 01/12/2021.'),
  batch('2021-12-10T14:30:00+07:00', SIN_HO_DISTRICT, 'Đợt 2: các hồ sơ còn lại đủ điều kiện.'),
  batch('2021-12-10T15:20:00+07:00', TAM_DUONG_DISTRICT, 'Đợt 2: các hồ sơ còn lại đủ điều kiện.'),
];

function batch(at: string, districtCode: string, note: string): OfficeStep {
  return { at: new Date(at), act: 'forward', districtCode, note };
}

/** Both offices at work: each takes up what has waited longest, decides, and in the end forwards what it passed. In no order. */
export const vettingSteps = (dossiers: readonly SampleDossier[]): VettingStep[] => [
  ...[TAM_DUONG_DISTRICT, SIN_HO_DISTRICT].flatMap((district) =>
    deskSteps(
      district,
      dossiers.filter(({ village }) => village.districtCode === district),
    ),
  ),
  ...BATCHES,
];

interface Waiting {
  dossier: SampleDossier;
  from: Instant;
  /** Of those that may be taken up the one of the earliest turn is. */
  turn: Instant;
  /** It was returned before, and its supplement has come. */
  isSupplemented: boolean;
}

function deskSteps(district: string, dossiers: readonly SampleDossier[]): VettingStep[] {
  const queue = dossiers.flatMap((dossier): Waiting[] => {
    const { submittedAt, fate, key } = dossier;
    // A dossier that its commune takes back is gone before the office has come to it.
    if (submittedAt === null || fate === 'withdrawn') return [];
    const from = ripe(submittedAt);
    return key === WINNER
      ? [{ dossier, from: FOLLOWED_NOT_BEFORE, turn: BEFORE_FIRST_DAY, isSupplemented: false }]
      : [{ dossier, from, turn: from, isSupplemented: false }];
  });
  return deskTimes(district).flatMap((at): VettingStep[] => {
    const next = queue.filter(({ from }) => from <= at).sort((a, b) => a.turn.getTime() - b.turn.getTime())[0];
    if (next === undefined) return [];
    queue.splice(queue.indexOf(next), 1);
    const { steps, again } = decide(next, at);
    if (again !== null) queue.push(again);
    return steps;
  });
}

const ripe = (sentAt: Instant): Instant => plusMilliseconds(sentAt, LIES_AT_LEAST);

function decide({ dossier, isSupplemented }: Waiting, at: Instant): { steps: VettingStep[]; again: Waiting | null } {
  const { fate } = dossier;
  if (fate === 'rejected') return { steps: [{ at, act: 'reject', dossier }], again: null };
  if (isSupplemented || (fate !== 'supplemented' && fate !== 'returned')) {
    return { steps: [{ at, act: 'accept', dossier }], again: null };
  }
  const due = plusMilliseconds(workingDayAfter(at, 4), 17 * HOUR);
  const returned: VettingStep = { at, act: 'return', dossier, dueAt: due < LATEST_DUE ? due : LATEST_DUE };
  if (fate === 'returned') return { steps: [returned], again: null };
  const random = seededRandom(`${dossier.key}/bổ sung`);
  const sentAt = plusMilliseconds(workingDayAfter(at, 1), 13 * HOUR + random.between(20, 170) * MINUTE);
  return {
    steps: [returned, { at: sentAt, act: 'supplement', dossier }],
    again: { dossier, from: ripe(sentAt), turn: ripe(sentAt), isSupplemented: true },
  };
}

/** The instants at which an office takes up a dossier, in order; never to the minute, as people are. */
function deskTimes(district: string): Instant[] {
  const random = seededRandom(`thẩm định ${district}`);
  const hours = DESK_HOURS[district] ?? { before: [], after: [] };
  const days = Array.from({ length: WORKING_DAYS }, (_, index) => workingDayAfter(BEFORE_FIRST_DAY, index + 1));
  return days.flatMap((day) =>
    (day < ALL_HAVE_COME ? hours.before : hours.after).map((minutes) =>
      plusMilliseconds(day, (minutes + random.between(0, 40)) * MINUTE + random.between(0, 59) * 1000),
    ),
  );
}
