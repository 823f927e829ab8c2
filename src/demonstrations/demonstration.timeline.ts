import { type Instant, plusMilliseconds } from '../kernel/instant.js';
import { startOfDay } from '../kernel/vietnamese/dates.js';
import { type CommitteeStep, judgingSteps, type JuryStep, type PublicityStep } from './judging.timeline.js';
import { type SampleDossier, sampleDossiers } from './materials/dossiers.js';
import type { DossierPart } from './materials/reasons.js';
import { seededRandom } from './materials/seeded-random.js';
import { vettingSteps, type VettingStep } from './vetting.timeline.js';
import { DAY, HOUR, MINUTE, workingDayAfter } from './working.days.js';

/** What a commune does with one of its dossiers of its own accord. */
export type CommuneStep = { at: Instant; dossier: SampleDossier } & (
  | { act: 'write'; answers: 'all' | 'some' }
  | { act: 'attach'; parts: readonly DossierPart[] }
  | { act: 'submit' }
  | { act: 'withdraw' }
);
/** One act of the demonstration, at an instant of the contest's own clock. */
export type Step = CommuneStep | VettingStep | JuryStep | CommitteeStep | PublicityStep;

/** The submission window's first moment (template `zalo-lai-chau-2021`). */
const WINDOW_OPENS = new Date('2021-11-01T00:00:00+07:00');
/** Drafts that their communes never finished. */
const UNFINISHED_SINCE = new Date('2021-11-22T14:00:00+07:00');
const ALL_PARTS: readonly DossierPart[] = ['report', 'photos', 'members'];

/** Of the two that Bản Bo sends after the first stage's clock one lacks nothing but its sending there, the other is not begun. */
const PREPARED: Readonly<Record<string, Preparation>> = {
  '03424/Bản Phiêng Hoi': both('2021-11-23T14:00:00+07:00'),
  '03424/Bản Phiêng Tiên': both('2021-11-24T14:00:00+07:00'),
};

interface Preparation {
  writtenAt: Instant;
  attachedAt: Instant;
}

function both(at: string): Preparation {
  return { writtenAt: new Date(at), attachedAt: new Date(at) };
}

/**
 * The whole demonstration, from the first draft to the published list, in the order of time; a stage is what lies before its
 * clock. Nothing is drawn by lot: it is the same at every load.
 */
export function timeline(): Step[] {
  const dossiers = sampleDossiers();
  const steps: Step[] = [...dossiers.flatMap(communeSteps), ...vettingSteps(dossiers), ...judgingSteps()];
  // A stable sort: what happens at one instant keeps its order.
  return steps.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function communeSteps(dossier: SampleDossier): CommuneStep[] {
  const { submittedAt, fate } = dossier;
  if (submittedAt === null) {
    return [
      { at: UNFINISHED_SINCE, act: 'write', answers: 'some', dossier },
      { at: UNFINISHED_SINCE, act: 'attach', parts: ['report'], dossier },
    ];
  }
  const { writtenAt, attachedAt } = PREPARED[dossier.key] ?? preparation(dossier.key, submittedAt);
  const takenBackAt = plusMilliseconds(workingDayAfter(submittedAt, 1), 10 * HOUR + 17 * MINUTE);
  return [
    { at: writtenAt, act: 'write', answers: 'all', dossier },
    { at: attachedAt, act: 'attach', parts: ALL_PARTS, dossier },
    { at: submittedAt, act: 'submit', dossier },
    ...(fate === 'withdrawn' ? [{ at: takenBackAt, act: 'withdraw', dossier } as const] : []),
  ];
}

/**
 * When the words are written and the papers sent: at the same hours in all communes, so that the clock is moved less often.
 * Half of them send the papers with the words, the others on the last morning.
 */
function preparation(key: string, submittedAt: Instant): Preparation {
  const random = seededRandom(`${key}/chuẩn bị`);
  const day = startOfDay(plusMilliseconds(submittedAt, -random.between(1, 8) * DAY));
  const writtenAt = plusMilliseconds(
    day < WINDOW_OPENS ? WINDOW_OPENS : day,
    random.chance(0.5) ? 9 * HOUR : 14 * HOUR,
  );
  const lastMorning = plusMilliseconds(startOfDay(submittedAt), 7.5 * HOUR);
  return { writtenAt, attachedAt: random.chance(0.5) ? writtenAt : lastMorning };
}
