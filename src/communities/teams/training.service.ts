import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import type { Act } from '../../kernel/actor.js';
import { newId } from '../../kernel/ids.js';
import { Refused } from '../../kernel/refusal.js';
import type { JointTraining } from './joint-training.form.js';
import { TeamService } from './team.service.js';
import { type TrainingId, TrainingRepository, type TrainingWords } from './training.repository.js';

/** The training of teams (R25 of the letter of Cục Thông tin cơ sở): recorded with who came, withdrawn when it was a mistake. */
@Injectable()
export class TrainingService {
  constructor(
    private readonly database: Database,
    private readonly service: TeamService,
    private readonly trainings: TrainingRepository,
  ) {}

  /** Records a training of a team; whoever is no member of it is passed over. Refuses as `TeamService.editable`. */
  record(act: Act, teamId: string, words: TrainingWords): Promise<TrainingId> {
    return this.database.act(act, (tx) => this.enter(tx, act, teamId, words));
  }

  /** Records one training of several teams, each with who came of it; all of them or, when one refuses as `TeamService.editable`, none. */
  recordJointly(act: Act, { occasion, teams }: JointTraining): Promise<void> {
    return this.database.act(act, async (tx) => {
      for (const { id, attended } of teams) await this.enter(tx, act, id, { ...occasion, attended });
    });
  }

  /** A training recorded by mistake no longer counts. Refuses `training-withdrawn`. */
  withdraw(act: Act, teamId: string, id: string): Promise<void> {
    return this.database.act(act, async (tx) => {
      const team = await this.service.editable(tx, act, teamId);
      if ((await this.trainings.withdraw(tx, { id, teamId: team.id }, act.actor.name)) === 0)
        throw new Refused({ code: 'training-withdrawn' });
      await this.service.record(tx, act, 'community-team.withdraw-training', team.id, { name: team.name });
    });
  }

  private async enter(tx: Tx, act: Act, teamId: string, words: TrainingWords): Promise<TrainingId> {
    const team = await this.service.editable(tx, act, teamId);
    const id = newId<'team-training'>();
    await this.trainings.insert(tx, { id, teamId: team.id }, words, act.actor.name);
    const facts = { name: team.name, day: words.heldOn, topic: words.topic, attended: words.attended.length };
    await this.service.record(tx, act, 'community-team.train', team.id, facts);
    return id;
  }
}
