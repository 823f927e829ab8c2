import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Act } from '../kernel/actor.js';
import { Clock } from '../kernel/clock.js';
import type { UnitId } from '../kernel/ids.js';
import type { Day } from '../kernel/vietnamese/days.js';
import type { ObservationId } from '../movements/records/observation.facts.js';
import type { TypedObservation } from '../movements/records/observation.form.js';
import { ObservationService } from '../movements/records/observation.service.js';
import { REWARD_FORMS } from '../movements/records/proposal.facts.js';
import { ProposalService } from '../movements/records/proposal.service.js';
import { weekBefore, weekOf, wholeOf } from '../movements/reports/progress.period.js';
import { ProgressService } from '../movements/reports/progress.service.js';
import type { Cast } from './demonstration.people.js';
import { SAMPLE_MOVEMENT } from './materials/drives.js';
import {
  SAMPLE_CORRECTION,
  SAMPLE_NOMINEES,
  SAMPLE_OBSERVATIONS,
  SAMPLE_PROPOSAL,
  SAMPLE_REPORT_WEEK,
} from './materials/observations.js';

const SAMPLE = { sample: true };

/** What the sample office saw in the movement, and whom it proposes to reward: a draft that waits for the second person. */
@Injectable()
export class RecordActs {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly observations: ObservationService,
    private readonly proposals: ProposalService,
    private readonly reports: ProgressService,
  ) {}

  async play(cast: Cast, movementId: string): Promise<void> {
    const seen: ObservationId[] = [];
    for (const one of SAMPLE_OBSERVATIONS) {
      const act = cast.by(one.by);
      seen.push(
        await this.observations.add(act, movementId, await this.typed(act, movementId, one), [], { sample: true }),
      );
    }
    const office = cast.by('tham-dinh');
    const { index, ...corrected } = SAMPLE_CORRECTION;
    const [wrong, old] = [seen[index], SAMPLE_OBSERVATIONS[index]];
    if (wrong !== undefined && old !== undefined) {
      const typed = { ...(await this.typed(office, movementId, old)), ...corrected };
      seen[index] = await this.observations.correct(office, { movementId, id: wrong }, typed, []);
    }
    const id = await this.proposals.begin(office, movementId, SAMPLE_PROPOSAL, { sample: true });
    for (const [number, one] of SAMPLE_NOMINEES.entries()) {
      const { rests, commune, ...words } = one;
      const formName = REWARD_FORMS.find(({ code }) => code === words.form)?.name ?? '';
      await this.proposals.nominate(
        office,
        { movementId, id, version: number + 1, nomineeId: null },
        {
          ...words,
          communeId: await this.commune(office, movementId, commune, SAMPLE_PROPOSAL.proposedOn),
          formName,
          observations: rests.flatMap((place) => seen[place] ?? []),
        },
      );
    }
  }

  /** The office has issued its report of one week and words that of the next; the organisers begin the one on the whole movement. */
  async report(cast: Cast, movementId: string): Promise<void> {
    const office = cast.by('tham-dinh');
    const last = weekOf(SAMPLE_REPORT_WEEK);
    const before = { period: weekBefore(last.fromOn), sure: false };
    const first = await this.reports.draft(office, movementId, before, SAMPLE);
    await this.reports.issue(office, { movementId, id: first, version: 1 });
    await this.reports.draft(office, movementId, { period: last, sure: false }, SAMPLE);
    const whole = { period: wholeOf(SAMPLE_MOVEMENT), sure: false };
    await this.reports.draft(cast.by('to-chuc'), movementId, whole, SAMPLE);
  }

  private async typed(
    act: Act,
    movementId: string,
    one: (typeof SAMPLE_OBSERVATIONS)[number],
  ): Promise<TypedObservation> {
    const communeId = await this.commune(act, movementId, one.commune, one.on);
    return { communeId, observedOn: one.on, kind: one.kind, seen: one.seen, reason: '', withdraws: false };
  }

  private async commune({ actor }: Act, movementId: string, name: string, on: Day): Promise<UnitId> {
    const { reader } = this.database;
    const opened = await this.observations.open(reader, actor, movementId, this.clock.now());
    const found = (await this.observations.communes(reader, opened, on)).find((one) => one.name === name);
    if (found === undefined) throw new Error(`the shipped units lack ${name}`);
    return found.id;
  }
}
