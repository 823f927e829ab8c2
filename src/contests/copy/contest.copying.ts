import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { Database } from '../../database/database.js';
import type { Reader, Tx } from '../../database/tx.js';
import type { Act, Actor } from '../../kernel/actor.js';
import type { Instant, Span } from '../../kernel/instant.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { contestTime } from '../contest.change.js';
import type { ContestFacts, WindowKind } from '../contest.facts.js';
import { refuseToCreate, refuseToOrganise } from '../contest.policy.js';
import { ContestReader } from '../contest.reader.js';
import { startOfIsoDay } from '../template.dates.js';
import { snapshotCommunes } from '../snapshot.repository.js';
import { copyContest, type CopyWish, windowsOf } from './contest.copy.js';

/** A date of the old contest beside the same of the new one, with the words that will be printed. */
export interface MovedDate {
  of: { window: WindowKind } | { round: string };
  before: Span & { printed: string };
  after: Span & { printed: string };
}

/** Units of a contest, counted. */
export interface CountedUnits {
  unitsOn: string;
  scopeName: string;
  communes: number;
  villages: number;
  /** Communes that some vetting level finds no office for. */
  withoutVetter: number;
}

/** What a copy would be: the very thing, made and undone again. */
export interface CopyPreview {
  source: ContestFacts;
  copy: ContestFacts;
  dates: MovedDate[];
  before: CountedUnits;
  after: CountedUnits;
}

/** A contest is made again for another year. */
@Injectable()
export class ContestCopying {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly contests: ContestReader,
  ) {}

  /** The contest, and the instant at which its first window begins (the day of its units where none is set). Who may copy it: its organiser, who may also create one for its unit. To all others it does not exist. */
  async sourceOf(reader: Reader, actor: Actor, slug: string): Promise<{ source: ContestFacts; firstDay: Instant }> {
    const source = await this.contests.bySlug(reader, slug);
    obey(refuseToOrganise(actor, source));
    if (source === null) throw new Refused({ code: 'not-found' });
    obey(refuseToCreate(actor, null));
    const begins = (await windowsOf(reader, this.contests, source)).map(({ from }) => from.getTime());
    const firstDay = begins.length === 0 ? startOfIsoDay(source.unitsOn) : new Date(Math.min(...begins));
    return { source, firstDay };
  }

  /** Makes the copy, looks at it, and lets go of it again: nothing is written. Refuses what `copy` refuses. */
  async preview(act: Act, slug: string, wish: CopyWish): Promise<CopyPreview> {
    return this.database.transaction(
      async (tx) => {
        const { source, copy } = await this.made(tx, act, slug, wish);
        return {
          source,
          copy,
          dates: await this.datesOf(tx, source, copy),
          before: await this.unitsOf(tx, source),
          after: await this.unitsOf(tx, copy),
        };
      },
      { dryRun: true },
    );
  }

  /** The new draft. Refused: `slug-taken`, `contest-code-taken`, `scope-ended`, and to organisers of one contest alone. */
  async copy(act: Act, slug: string, wish: CopyWish): Promise<ContestFacts> {
    return this.database.act(act, async (tx) => {
      const { source, copy } = await this.made(tx, act, slug, wish);
      await this.audit.record(tx, act, {
        act: 'contest.copy',
        subjectKind: 'contest',
        subjectId: copy.id,
        contestId: copy.id,
        contestAt: contestTime(copy),
        facts: { from: source.slug, days: wish.days, withMembers: wish.withMembers },
      });
      return copy;
    });
  }

  private async made(tx: Tx, act: Act, slug: string, wish: CopyWish) {
    const { source } = await this.sourceOf(tx, act.actor, slug);
    const copy = await this.contests.byId(tx, await copyContest(tx, this.contests, source, wish));
    if (copy === null) throw new Error('the copy just made is not there');
    return { source, copy };
  }

  private async datesOf(reader: Reader, source: ContestFacts, copy: ContestFacts): Promise<MovedDate[]> {
    const [old, made] = [await windowsOf(reader, this.contests, source), await windowsOf(reader, this.contests, copy)];
    const [rounds, moved] = [
      await this.contests.plannedRounds(reader, source.id),
      await this.contests.plannedRounds(reader, copy.id),
    ];
    return [
      ...old.flatMap((before) => {
        const after = made.find(({ kind }) => kind === before.kind);
        return after === undefined ? [] : [{ of: { window: before.kind }, before, after }];
      }),
      ...rounds.flatMap((before, index) => {
        const after = moved[index];
        return after === undefined ? [] : [{ of: { round: before.name }, before, after }];
      }),
    ];
  }

  private async unitsOf(reader: Reader, contest: ContestFacts): Promise<CountedUnits> {
    const communes = await snapshotCommunes(reader, contest.id);
    const scope = await reader.one<{ name: string }>(`SELECT name FROM units WHERE id = $1`, [contest.scopeUnitId]);
    return {
      unitsOn: contest.unitsOn,
      scopeName: scope?.name ?? '',
      communes: communes.length,
      villages: communes.reduce((sum, { villageCount }) => sum + villageCount, 0),
      withoutVetter: communes.filter(({ vetterNames }) => vetterNames.length < contest.vettingLevels).length,
    };
  }
}
