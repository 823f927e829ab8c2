import { Injectable } from '@nestjs/common';
import { frameOfContest } from '../../contests/contest.frame.js';
import { ContestReader } from '../../contests/contest.reader.js';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Page } from '../../web/answer.js';
import type { Words } from '../../web/request.js';
import { Wording } from '../../web/wording.js';
import { JudgeLists } from '../judge.list.js';
import { toJudgeList } from '../judge.pages.js';
import { judgingPaths } from '../judging.paths.js';
import { refuseOutsideRound, refuseToScore } from '../judging.policy.js';
import { OwnSheetRepository } from '../own-sheet.repository.js';
import { pageNumberOf } from '../page.number.js';
import type { OwnSheet } from '../sheet.repository.js';
import { type SentRow, toGrid } from './grid.view.js';

const GRID_SIZE = 25;

/** Loads the judge's table of points: a page of own sheets, whatever their number, in the same few queries. */
@Injectable()
export class GridPages {
  constructor(
    private readonly database: Database,
    private readonly contests: ContestReader,
    private readonly lists: JudgeLists,
    private readonly own: OwnSheetRepository,
    private readonly wording: Wording,
  ) {}

  /** `sent`: the one row that has just been refused; it shows its own words and what is wrong with them. */
  async page(actor: Actor, query: Words, sent: SentRow | null): Promise<Page> {
    const standing = await this.lists.standingOf(actor, query);
    const { place, contest, calendar } = standing;
    const crumbs = [
      { href: judgingPaths.list, label: 'Chấm' },
      { href: null, label: 'Bảng điểm' },
    ];
    const frame = frameOfContest(contest, calendar, crumbs);
    if (place === null) return new Page('judging/list', toJudgeList({ ...standing, filter: '' }), frame);
    const { round, judge } = place;
    const { counts } = judge;
    const total = counts.none + counts.draft + counts.done + counts.signed;
    const page = pageNumberOf(query['trang'], total, GRID_SIZE);
    const { reader } = this.database;
    const of = { roundId: round.id, personId: judge.personId };
    const [sheets, rubric] = await Promise.all([
      this.own.ownSheets(reader, of, { limit: GRID_SIZE, offset: (page - 1) * GRID_SIZE }),
      this.contests.rubricVersion(reader, round.rubricVersionId),
    ]);
    const refusalOf = (sheet: OwnSheet) =>
      refuseToScore(actor, { contest, round, calendar, judge, sheet, judgeable: sheet.judgeable });
    const outside = refuseOutsideRound(contest, round, calendar);
    const view = toGrid({
      contest,
      place,
      rubric: { versionId: round.rubricVersionId, criteria: rubric?.criteria ?? [] },
      sheets: sheets.map((sheet) => ({ sheet, refusal: refusalOf(sheet) })),
      lockedText: outside === null ? null : this.wording.of(outside).sentence,
      sent: sent === null ? null : { ...sent, sentence: sent.refusal && this.wording.of(sent.refusal).sentence },
      page,
      total,
      pageSize: GRID_SIZE,
    });
    return new Page('judging/grid', view, frame);
  }
}
