import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { refuseToEdit } from '../../contests/contest.policy.js';
import { contestTime } from '../../contests/contest.change.js';
import { Database } from '../../database/database.js';
import type { Act } from '../../kernel/actor.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { AwardDesks } from '../award.desk.js';
import { awardPaper, wordsOfPaper } from './award-papers.js';
import type { PaperWords } from './paper.fields.js';
import { wordsOfContest, writeWords } from './paper-words.repository.js';

/** Wording the papers of a contest. */
@Injectable()
export class PaperWordsService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly desks: AwardDesks,
  ) {}

  /** Keeps the words of one paper. Refused: `not-found`, `contest-archived`, `stale` when somebody wrote since `version` was read. */
  async write(act: Act, slug: string, code: string, typed: { words: PaperWords; version: number }): Promise<void> {
    await this.database.act(act, async (tx) => {
      const desk = await this.desks.of(tx, slug, tx.now);
      const { contest } = desk;
      const paper = awardPaper(code);
      if (paper === null) throw new Refused({ code: 'not-found' });
      obey(refuseToEdit(act.actor, contest));
      const before = (await wordsOfContest(tx, contest.id)).get(code) ?? null;
      if ((await writeWords(tx, act, { contestId: contest.id, paper: code }, typed)) === 0) {
        throw new Refused({
          code: 'stale',
          ...(before?.changedAt
            ? { changedBy: before.changedByName ?? '', changedAtText: formatDateTime(before.changedAt) }
            : {}),
        });
      }
      const stood = wordsOfPaper(paper, { contest, lines: await this.desks.lines(tx, desk) }, before?.words ?? {});
      await this.audit.record(tx, act, {
        act: 'paper-words.edit',
        subjectKind: 'contest',
        subjectId: contest.id,
        contestId: contest.id,
        contestAt: contestTime(contest),
        facts: {
          paper: paper.title,
          worded: paper.fields.filter(({ name }) => stood[name] !== typed.words[name]).map(({ label }) => label),
        },
      });
    });
  }
}
