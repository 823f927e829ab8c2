import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/tx.js';
import type { Act } from '../kernel/actor.js';
import type { Instant } from '../kernel/instant.js';
import { obey, Refused } from '../kernel/refusal.js';
import { isoLocal } from '../kernel/vietnamese/dates.js';
import { ContestDesigns } from './contest.design.js';
import type { ContestFacts } from './contest.facts.js';
import { changedSince, contestTime } from './contest.change.js';
import { createContest, type NewContest } from './contest.creation.js';
import {
  refuseToCreate,
  refuseToEdit,
  refuseToMoveClock,
  refuseToOpen,
  refuseToOrganise,
  refuseToRetakeUnits,
} from './contest.policy.js';
import { ContestReader } from './contest.reader.js';
import { markOpen, takeForChange, writeClock, writeUnitsOn } from './contest.repository.js';
import { findingsOf } from './readiness.js';
import { takeSnapshot } from './snapshot.repository.js';

/** Who acts when nobody is signed in: the command line. */
export interface Terminal {
  name: string;
  role: string;
  requestId: string;
}

/** The acts on a contest as a whole. Its parts are edited by PartService. */
@Injectable()
export class ContestService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
    private readonly designs: ContestDesigns,
  ) {}

  /**
   * Creates a draft from a template: its words, parts and dates (moved to begin on `firstDay`), and the snapshot of the units
   * below `scopeUnitId`. Whether it is a rehearsal is said now and never changes. Refuses `slug-taken`, `contest-code-taken`,
   * `unknown-template`, `unknown-unit`, and organisers whose role is for another unit or a single contest.
   */
  async createFromTemplate(act: Act, wanted: NewContest): Promise<ContestFacts> {
    return this.database.act(act, async (tx) => {
      obey(refuseToCreate(act.actor, wanted.scopeUnitId));
      const contest = await this.created(tx, wanted);
      await this.audit.record(tx, act, { ...createdDeed(contest), facts: wishesOf(wanted) });
      return contest;
    });
  }

  /** The same from the command line, for the demonstration and for set-up by script. */
  async createFromTerminal(terminal: Terminal, wanted: NewContest): Promise<ContestFacts> {
    return this.database.transaction(async (tx) => {
      const contest = await this.created(tx, wanted);
      await this.audit.recordSystem(tx, terminal, { ...createdDeed(contest), facts: wishesOf(wanted) });
      return contest;
    });
  }

  /** Takes the units of a draft anew, as they are on `unitsOn`. Refuses `units-frozen` once the contest is open, and `stale`. */
  async retakeUnits(act: Act, slug: string, change: { version: number; unitsOn: string }): Promise<ContestFacts> {
    return this.database.act(act, async (tx) => {
      const contest = await this.contests.bySlug(tx, slug);
      if (contest === null) throw new Refused({ code: 'not-found' });
      obey(refuseToRetakeUnits(act.actor, contest));
      await this.take(tx, act, contest, change.version);
      await writeUnitsOn(tx, contest.id, change.unitsOn);
      await takeSnapshot(tx, contest.id);
      await this.audit.record(tx, act, {
        ...about(contest, 'contest.units'),
        facts: { before: { unitsOn: contest.unitsOn }, after: { unitsOn: change.unitsOn } },
      });
      return contest;
    });
  }

  /** Opens a draft: from now on it is public and takes dossiers in its windows. Refuses `not-ready` while anything blocks. */
  async openContest(act: Act, slug: string, version: number): Promise<ContestFacts> {
    return this.database.act(act, async (tx) => {
      const contest = await this.contests.bySlug(tx, slug);
      if (contest === null) throw new Refused({ code: 'not-found' });
      obey(refuseToEdit(act.actor, contest));
      if (contest.state === 'draft') await this.take(tx, act, contest, version);
      const calendar = await this.contests.calendarOf(tx, contest, tx.now);
      const findings = findingsOf(await this.designs.of(tx, contest, calendar));
      obey(refuseToOpen(act.actor, contest, findings));
      if ((await markOpen(tx, contest.id, calendar.now)) === 0) throw new Refused({ code: 'already-open' });
      const advice = findings.map((finding) => finding.code);
      await this.audit.record(tx, act, { ...about(contest, 'contest.open'), facts: { advice } });
      return contest;
    });
  }

  /**
   * Puts a rehearsal's clock to an instant, or with null lets it follow the real time; every process obeys at once, for the
   * clock stands in the contest's row. Refuses `clock-is-real` for any other contest.
   */
  async setClock(act: Act, slug: string, at: Instant | null): Promise<ContestFacts> {
    return this.database.act(act, async (tx) => {
      const contest = await this.contests.bySlug(tx, slug);
      if (contest === null) throw new Refused({ code: 'not-found' });
      obey(refuseToOrganise(act.actor, contest));
      await this.moveClock(tx, contest, at);
      await this.audit.record(tx, act, clockDeed(contest, at));
      return { ...contest, clockAt: at };
    });
  }

  /** The same from the command line (`contest clock`). */
  async setClockFromTerminal(
    terminal: Terminal,
    slug: string,
    at: Instant | null,
    { dryRun = false } = {},
  ): Promise<ContestFacts> {
    return this.database.transaction(
      async (tx) => {
        const contest = await this.contests.bySlug(tx, slug);
        if (contest === null) throw new Refused({ code: 'not-found' });
        await this.moveClock(tx, contest, at);
        await this.audit.recordSystem(tx, terminal, clockDeed(contest, at));
        return { ...contest, clockAt: at };
      },
      { dryRun },
    );
  }

  private async created(tx: Tx, wanted: NewContest): Promise<ContestFacts> {
    const contest = await this.contests.byId(tx, await createContest(tx, wanted));
    if (contest === null) throw new Error('the contest just made is not there');
    return contest;
  }

  private async moveClock(tx: Tx, contest: ContestFacts, at: Instant | null): Promise<void> {
    obey(refuseToMoveClock(contest));
    if ((await writeClock(tx, contest.id, at)) === 0) throw new Refused({ code: 'clock-is-real' });
  }

  private async take(tx: Tx, act: Act, contest: ContestFacts, version: number): Promise<void> {
    const taken = await takeForChange(tx, contest, version, act.actor.name);
    if (taken === null) throw new Refused(await changedSince(tx, contest.id));
  }
}

const about = (contest: ContestFacts, act: string) => ({
  act,
  subjectKind: 'contest',
  subjectId: contest.id,
  contestId: contest.id,
  contestAt: contestTime(contest),
});

const createdDeed = (contest: ContestFacts) => about(contest, 'contest.create');

/** What was asked for, field by field: a caller's object may carry more than belongs into the log. */
const wishesOf = ({
  template,
  slug,
  code,
  name,
  scopeUnitId,
  unitsOn,
  rehearsal,
  firstDay,
  officeUnitId,
}: NewContest) => ({
  template,
  slug,
  code,
  name,
  scopeUnitId,
  unitsOn,
  rehearsal,
  firstDay,
  officeUnitId,
});

const clockDeed = (contest: ContestFacts, at: Instant | null) => ({
  ...about(contest, 'contest.clock'),
  contestAt: at,
  facts: {
    before: contest.clockAt === null ? 'follow' : isoLocal(contest.clockAt),
    after: at === null ? 'follow' : isoLocal(at),
  },
});
