import { Injectable } from '@nestjs/common';
import { frameOfContest } from '../../contests/contest.frame.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { obey, type Refused } from '../../kernel/refusal.js';
import { Page } from '../../web/answer.js';
import type { Words } from '../../web/request.js';
import { faultyForm, type FieldFault, freshForm } from '../../web/views/form-state.js';
import { JudgeDesks } from '../judge.desk.js';
import { JudgeLists } from '../judge.list.js';
import { judgingPaths } from '../judging.paths.js';
import { refuseToReadDossier } from '../judging.policy.js';
import type { Desk } from '../sheet.row.js';
import { toComparison } from './comparison.view.js';

/** Loads the page that shows two of a judge's own dossiers beside each other: the answers and the judge's own marks. */
@Injectable()
export class ComparisonPages {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly lists: JudgeLists,
    private readonly desks: JudgeDesks,
  ) {}

  /** `a` and `b` are numbers of entries; what is not this judge's to read is said not to be there, beside its field. */
  async page(actor: Actor, query: Words): Promise<Page> {
    const standing = await this.lists.standingOf(actor, query);
    const typed = { a: wordOf(query['a']), b: wordOf(query['b']) };
    const faults: FieldFault[] = [];
    const of = async (field: 'a' | 'b'): Promise<Desk | null> => {
      if (typed[field] === '') return null;
      const desk = await this.readable(actor, typed[field], query);
      if (desk === null) faults.push({ field, text: `Không có hồ sơ ${typed[field]} trong các hồ sơ của ông/bà.` });
      return desk;
    };
    const [a, b] = [await of('a'), await of('b')];
    if (a !== null && a.entry.id === b?.entry.id) faults.push({ field: 'b', text: 'Chọn hai hồ sơ khác nhau.' });
    const { contest } = standing;
    const asked = await this.contests.fields(this.database.reader, contest.id);
    const fields = asked.filter(({ code }) => !contest.blind.isBlind || !contest.blind.hides.includes(code));
    const form = faults.length === 0 ? freshForm(typed) : faultyForm(typed, faults);
    const pair = a !== null && b !== null && faults.length === 0 ? { a, b } : null;
    const crumbs = [
      { href: judgingPaths.summary, label: 'Tổng kết' },
      { href: null, label: 'So sánh' },
    ];
    return new Page(
      'judging/comparison',
      toComparison({ contest: standing.contest, fields, pair, form }),
      frameOfContest(standing.contest, standing.calendar, crumbs),
      faults.length === 0 ? 200 : 422,
    );
  }

  private async readable(actor: Actor, number: string, query: Words): Promise<Desk | null> {
    try {
      const desk = await this.desks.of(actor, number, query);
      obey(refuseToReadDossier(actor, desk));
      return desk;
    } catch (error) {
      if ((error as Partial<Refused>).refusal === undefined) throw error;
      return null;
    }
  }
}

const wordOf = (typed: unknown): string => (typeof typed === 'string' ? typed.trim().toUpperCase() : '');
