import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import type { Calendar } from '../../contests/calendar.js';
import type { ContestFacts } from '../../contests/contest.facts.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/tx.js';
import { NameSearch } from '../../entries/naming/name.search.js';
import { JobHandlers } from '../../jobs/job.handlers.js';
import { Jobs } from '../../jobs/jobs.js';
import type { Act } from '../../kernel/actor.js';
import { type ContestId, isId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { contestAtOf } from '../judging.service.js';
import { RoundRepository } from '../round.repository.js';
import { placeOf } from '../sheet.service.js';
import type { FindingId } from './finding.facts.js';
import type { FindingWords } from './finding.form.js';
import { refuseToDecideFindings } from './finding.policy.js';
import { FindingRepository } from './finding.repository.js';

/** The job that searches a contest's dossiers. */
const SEARCH_NAMES = 'judging.search-names';
type SearchJob = { contestId: ContestId };

/** The secretary's acts on names that dossiers tell. */
@Injectable()
export class FindingService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly jobs: Jobs,
    private readonly handlers: JobHandlers,
    private readonly names: NameSearch,
    private readonly contests: ContestReader,
    private readonly rounds: RoundRepository,
    private readonly findings: FindingRepository,
  ) {}

  onModuleInit(): void {
    this.handlers.on<SearchJob>(SEARCH_NAMES, ({ contestId }, { signal }) => this.names.search(contestId, signal));
  }

  /** Has every dossier searched that was not searched as it stands. Asked twice it is one search. */
  async search(act: Act): Promise<void> {
    await this.database.act(act, async (tx) => {
      const { contest, calendar } = await this.open(tx, act);
      const about: SearchJob = { contestId: contest.id };
      await this.jobs.add(tx, { kind: SEARCH_NAMES, about, once: contest.id });
      await this.audit.record(tx, act, {
        act: 'naming.search',
        subjectKind: 'contest',
        subjectId: contest.id,
        contestId: contest.id,
        contestAt: contestAtOf(contest, calendar),
        facts: {},
      });
    });
  }

  /**
   * Keeps what these names stand in from judges, or lets them have it for a reason; may be decided otherwise later. All or none.
   * Refused: `not-found`, `finding-moved` when one of them is no longer as it was shown. Answers the dossiers' numbers.
   */
  async decide(act: Act, { chosen, decision, reason }: FindingWords): Promise<string[]> {
    return this.database.act(act, async (tx) => {
      const { contest, calendar } = await this.open(tx, act);
      const by = { decision, reason, name: act.actor.name, at: calendar.now };
      const numbers: string[] = [];
      for (const { id, version } of chosen) {
        const found = isId(id) ? await this.findings.byId(tx, contest.id, id as FindingId) : null;
        if (found === null) throw new Refused({ code: 'not-found' });
        if ((await this.findings.decide(tx, found.id, { ...by, version })) === 0)
          throw new Refused({ code: 'finding-moved' });
        await this.audit.record(tx, act, {
          act: 'naming.decide',
          subjectKind: 'entry',
          subjectId: found.entryId,
          contestId: contest.id,
          entryId: found.entryId,
          reason: reason === '' ? null : reason,
          contestAt: contestAtOf(contest, calendar),
          facts: { number: found.number, place: found.placeName, decision, before: found.decision },
        });
        numbers.push(found.number);
      }
      return numbers;
    });
  }

  private async open(tx: Tx, act: Act): Promise<{ contest: ContestFacts; calendar: Calendar }> {
    const { contestId } = placeOf(act);
    const [contest, round] = [await this.contests.byId(tx, contestId), await this.rounds.latest(tx, contestId)];
    if (contest === null) throw new Refused({ code: 'not-found' });
    obey(refuseToDecideFindings(act.actor, contest, round));
    return { contest, calendar: await this.contests.calendarOf(tx, contest, tx.now) };
  }
}
