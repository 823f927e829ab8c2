import { Injectable } from '@nestjs/common';
import type { Calendar } from '../../contests/calendar.js';
import type { ContestFacts } from '../../contests/contest.facts.js';
import { ContestReader } from '../../contests/contest.reader.js';
import type { NamedPaper } from '../../documents/paper.answer.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey, Refused } from '../../kernel/refusal.js';
import type { Words } from '../../web/request.js';
import { SecurityLog } from '../../web/security.log.js';
import { JudgingResults } from '../judging.results.js';
import { refuseToSeeScores } from '../judging.policy.js';
import { sayFormula, toMatrixLine } from '../matrix.view.js';
import { isFromOutside } from '../outside/outside.policy.js';
import { PanelRepository } from '../panel.repository.js';
import { roundAsked } from '../round.choice.js';
import type { RoundFacts } from '../round.facts.js';
import { RoundRepository } from '../round.repository.js';
import { SecretaryStandings } from '../secretary.standing.js';
import { spreadRuleOf } from '../spread/spread.repository.js';
import { type ClosedRound, toMatrixPaper } from './matrix.paper.js';
import { toRoundMinutes } from './round-minutes.paper.js';

/** The papers of a closed round by the end of their address. */
const PAPERS = {
  table: { title: 'Bảng tổng hợp điểm', toPaper: toMatrixPaper },
  minutes: { title: 'Biên bản chấm', toPaper: toRoundMinutes },
} as const;
export type RoundPaper = keyof typeof PAPERS;

interface AskedRound {
  contest: ContestFacts;
  calendar: Calendar;
  round: RoundFacts | null;
}

/** The table of scores and the minutes of a closed round, for the secretary, organisers and the auditor. */
@Injectable()
export class RoundPaperPages {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly standings: SecretaryStandings,
    private readonly panel: PanelRepository,
    private readonly results: JudgingResults,
    private readonly rounds: RoundRepository,
    private readonly security: SecurityLog,
  ) {}

  async secretary(actor: Actor, which: RoundPaper, query: Words): Promise<NamedPaper> {
    return this.paper(actor, which, await this.standings.of(actor, query));
  }

  /** For organisers of the contest and for the auditor; to anybody else the contest has no such paper. */
  async organiser(actor: Actor, slug: string, which: RoundPaper, query: Words): Promise<NamedPaper> {
    const { reader } = this.database;
    const contest = await this.contests.bySlug(reader, slug);
    if (contest === null) throw new Refused({ code: 'not-found' });
    const [calendar, rounds] = await Promise.all([
      this.contests.calendarOf(reader, contest, this.clock.now()),
      this.rounds.all(reader, contest.id),
    ]);
    return this.paper(actor, which, { contest, calendar, round: roundAsked(rounds, query) });
  }

  /** Refused as the table itself is: `scores-hidden` while the round is open. */
  private async paper(actor: Actor, which: RoundPaper, { contest, calendar, round }: AskedRound): Promise<NamedPaper> {
    const standing = round ?? { contestId: contest.id, closedAt: null, closedByName: null };
    obey(refuseToSeeScores(actor, contest, standing, 'everybody'));
    if (round === null) throw new Refused({ code: 'not-found' });
    // Each view of scores leaves a line (TRUST A.3); a GET writes nothing to the database (S19).
    this.security.scoresViewed(actor, { view: `judging/${which} paper`, contest: contest.slug });
    const { title, toPaper } = PAPERS[which];
    return { paper: toPaper(await this.closedRound({ contest, calendar, round })), name: `${title} ${contest.code}` };
  }

  private async closedRound(asked: AskedRound & { round: RoundFacts }): Promise<ClosedRound> {
    const { contest, calendar, round } = asked;
    const { reader } = this.database;
    const everything = { order: 'place', limit: Number.MAX_SAFE_INTEGER, offset: 0 } as const;
    const [judges, names, rubric, rule, { rows }] = await Promise.all([
      this.panel.judges(reader, round.id),
      this.results.judgeNames(reader, round.id),
      this.contests.rubricVersion(reader, round.rubricVersionId),
      spreadRuleOf(reader, contest.id),
      this.results.matrix(reader, contest, round.id, everything),
    ]);
    const columns = [...names].map(([code, name]) => ({ code, name }));
    const codes = columns.map(({ code }) => code);
    return {
      contest,
      round,
      from: calendar.roundWindow(round.number)?.from ?? null,
      judges,
      columns,
      isFromOutside: isFromOutside(round),
      lines: rows.map((row) => toMatrixLine(row, codes, () => '')),
      formula: [
        ...sayFormula(contest, round, rubric?.criteria ?? []),
        ...(rule === null ? [] : [`Chênh lệch điểm: ${rule.text} Điểm trong ngoặc không được tính.`]),
      ],
      at: round.closedAt ?? calendar.now,
    };
  }
}
