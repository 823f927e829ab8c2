import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { Database } from '../database/database.js';
import { EntryReader } from '../entries/entry.reader.js';
import { Clock } from '../kernel/clock.js';
import type { Instant } from '../kernel/instant.js';
import { formatDateTime } from '../kernel/vietnamese/dates.js';
import { formatPoints } from '../kernel/vietnamese/numbers.js';
import { CommitteeActs } from './committee.acts.js';
import { CommuneActs } from './commune.acts.js';
import {
  DEMONSTRATION,
  DEMONSTRATION_STAGES,
  type DemonstrationStage,
  DEMONSTRATOR,
  type Say,
  STAGE_CLOCKS,
  STAGE_NAMES,
} from './demonstration.facts.js';
import { DemonstrationFounding } from './demonstration.founding.js';
import { DemonstrationRepository } from './demonstration.repository.js';
import { type Step, timeline } from './demonstration.timeline.js';
import type { FileTask } from './file.making.js';
import { JuryActs } from './jury.acts.js';
import { returnReasons } from './materials/reasons.js';
import { MovementActs } from './movement.acts.js';
import { PropagandaActs } from './propaganda.acts.js';
import { SupplyActs } from './supply.acts.js';
import { OfficeActs } from './office.acts.js';
import { Play } from './play.js';
import { PublicityActs } from './publicity.acts.js';
import { RegisterActs } from './register.acts.js';
import { TeamActs } from './team.acts.js';
import { SampleFiles } from './sample.files.js';

/** What was loaded. */
export interface LoadedDemonstration {
  slug: string;
  stage: DemonstrationStage;
  /** Dossiers in the contest, drafts and withdrawn ones included. */
  entries: number;
}

// Any number that no other lock of ours uses: two loads come after one another, whichever processes they are in.
const LOCK = 7_451_202_111;

/** Fills the demonstration contest, through the services of the rooms, as the people of the contest would. */
@Injectable()
export class DemonstrationService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly repository: DemonstrationRepository,
    private readonly founding: DemonstrationFounding,
    private readonly sampleFiles: SampleFiles,
    private readonly entries: EntryReader,
    private readonly communes: CommuneActs,
    private readonly offices: OfficeActs,
    private readonly jury: JuryActs,
    private readonly committee: CommitteeActs,
    private readonly registers: RegisterActs,
    private readonly teams: TeamActs,
    private readonly movements: MovementActs,
    private readonly propaganda: PropagandaActs,
    private readonly supplies: SupplyActs,
    private readonly publicity: PublicityActs,
  ) {}

  /**
   * Empties the demonstration contest and plays it up to a stage; the contest's clock stands at that stage's instant then. No
   * other contest is touched, and the log keeps what was. A server that runs meanwhile goes on; who is signed in stays so.
   * Refuses `demonstration-not-ours`, `demonstration-names-taken` with nothing changed. Once `stop` is aborted it throws at the
   * next step: the contest is left half filled, `standing` says so, and the next load clears it.
   */
  async load(stage: DemonstrationStage, say: Say, stop: AbortSignal): Promise<LoadedDemonstration> {
    return this.alone(say, async () => {
      const begun = this.clock.now();
      say(`Đang nạp diễn tập, giai đoạn ${STAGE_NAMES[stage]}…`);
      await this.founding.clear(stage);
      const steps = timeline().filter(({ at }) => at < STAGE_CLOCKS[stage]);
      const { files, done } = await this.sampleFiles.begin(filesOf(steps));
      const { contest, cast } = await this.founding.found();
      const tell = this.watchFrom(begun, say);
      tell('đã có đơn vị hành chính, tài khoản và cuộc thi');
      await this.movements.play(cast, contest, (at) => this.founding.setClock(at));
      tell('đã có phong trào với các đợt vận động');
      const items = await this.propaganda.play(cast, contest, (at) => this.founding.setClock(at));
      tell('đã có một tháng tuyên truyền mẫu');
      await this.registers.enter(cast);
      await this.teams.enter(cast);
      await this.supplies.play(cast, items, (at) => this.founding.setClock(at));
      tell('đã có sổ nhóm, sổ tổ của các bản mẫu');
      const play = new Play(contest, cast, files);
      for (const chapter of chaptersUpTo(stage, steps)) {
        await this.play(play, chapter.steps, stop);
        tell(`đã diễn xong phần ${STAGE_NAMES[chapter.stage]}`);
      }
      await done;
      await this.founding.setClock(STAGE_CLOCKS[stage]);
      const entries = await this.entries.countIn(this.database.reader, contest.id);
      await this.database.transaction((tx) =>
        this.audit.recordSystem(tx, DEMONSTRATOR, {
          act: 'demonstration.load',
          subjectKind: 'contest',
          subjectId: contest.id,
          contestId: contest.id,
          contestAt: STAGE_CLOCKS[stage],
          facts: { stage, entries },
        }),
      );
      tell(`xong: ${entries} hồ sơ; đồng hồ cuộc thi đứng ở ${formatDateTime(STAGE_CLOCKS[stage])}`);
      return { slug: DEMONSTRATION.slug, stage, entries };
    });
  }

  /**
   * What `load` would begin with, tried and taken back: how many dossiers (drafts too) of an earlier demonstration would go.
   * Refuses as `load` does.
   */
  async tryLoad(stage: DemonstrationStage): Promise<{ slug: string; stage: DemonstrationStage; removes: number }> {
    const old = await this.founding.clear(stage, { dryRun: true });
    const removes = old === null ? 0 : await this.entries.countIn(this.database.reader, old);
    return { slug: DEMONSTRATION.slug, stage, removes };
  }

  /** Does the database hold a whole demonstration, a half one of a load that was cut off, or nothing at all? */
  standing(): ReturnType<DemonstrationRepository['standing']> {
    return this.repository.standing(this.database.reader);
  }

  private async play(play: Play, steps: readonly Step[], stop: AbortSignal): Promise<void> {
    let standsAt = 0;
    for (const step of steps) {
      stop.throwIfAborted();
      if (step.at.getTime() !== standsAt) await this.founding.setClock(step.at);
      standsAt = step.at.getTime();
      await this.take(play, step);
    }
  }

  private take(play: Play, step: Step): Promise<void> {
    switch (step.act) {
      case 'write':
      case 'attach':
      case 'submit':
      case 'withdraw':
        return this.communes.take(play, step);
      case 'supplement':
        return this.communes.supplement(play, step.dossier);
      case 'accept':
      case 'reject':
      case 'return':
      case 'forward':
        return this.offices.take(play, step);
      case 'draft-awards':
      case 'decide-awards':
      case 'grant-reward':
      case 'confirm-awards':
      case 'publish-awards':
        return this.committee.take(play, step);
      case 'object-to-list':
      case 'show-dossier':
      case 'answer-objection':
      case 'object-to-place':
        return this.publicity.take(play, step);
      case 'seat-panel':
      case 'score':
      case 'begin-sheets':
      case 'sign':
      case 'recuse':
      case 'reopen':
      case 'close-round':
        return this.jury.take(play, step);
    }
  }

  /** Holds a lock of the whole database meanwhile, on a connection of its own. */
  private async alone<Result>(say: Say, work: () => Promise<Result>): Promise<Result> {
    const connection = await this.database.pool.connect();
    try {
      const { rows } = await connection.query<{ isFree: boolean }>('SELECT pg_try_advisory_lock($1) AS "isFree"', [
        LOCK,
      ]);
      if (rows[0]?.isFree !== true) {
        say('Diễn tập đang được nạp ở nơi khác; chờ nạp xong…');
        await connection.query('SELECT pg_advisory_lock($1)', [LOCK]);
      }
      return await work();
    } finally {
      await connection.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
      connection.release();
    }
  }

  /** Tells what has been done, and how long after the beginning. */
  private watchFrom(begun: Instant, say: Say): (told: string) => void {
    return (told) => {
      const milliseconds = this.clock.now().getTime() - begun.getTime();
      say(`  ${formatPoints(Math.round(milliseconds / 100) * 10)} giây: ${told}`);
    };
  }
}

/** The steps of each stage up to this one: those that lie before its clock, and not before the one of the stage before. */
function chaptersUpTo(
  last: DemonstrationStage,
  steps: readonly Step[],
): { stage: DemonstrationStage; steps: readonly Step[] }[] {
  const stages = DEMONSTRATION_STAGES.slice(0, DEMONSTRATION_STAGES.indexOf(last) + 1);
  return stages.map((stage, index) => {
    const before = stages[index - 1];
    const from = before === undefined ? null : STAGE_CLOCKS[before];
    return { stage, steps: steps.filter(({ at }) => at < STAGE_CLOCKS[stage] && (from === null || at >= from)) };
  });
}

/** Which files the steps need, in the order in which they need them. */
const filesOf = (steps: readonly Step[]): FileTask[] =>
  steps.flatMap((step): FileTask[] => {
    if (step.act === 'attach') return step.parts.map((part) => ({ dossier: step.dossier, part, edition: 'first' }));
    if (step.act !== 'supplement') return [];
    const { dossier } = step;
    return returnReasons(dossier).map(({ part }) => ({ dossier, part, edition: 'supplement' }));
  });
