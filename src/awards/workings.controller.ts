import { Controller, Get, Param } from '@nestjs/common';
import { frameOfContest } from '../contests/contest.frame.js';
import { sayFormula } from '../contests/contest.words.js';
import { ContestReader } from '../contests/contest.reader.js';
import { Database } from '../database/database.js';
import { toWorkedSteps } from '../judging/workings.view.js';
import { Clock } from '../kernel/clock.js';
import { Refused } from '../kernel/refusal.js';
import { formatDecimal, formatMoney } from '../kernel/vietnamese/numbers.js';
import { tellPlace } from '../kernel/vietnamese/places.js';
import { Page } from '../web/answer.js';
import { Public } from '../web/rights.js';
import { awardPaths } from './award.paths.js';
import { AwardRepository } from './award.repository.js';
import { PublishedResults } from './published.results.js';

const KEPT_LATER =
  'Danh sách này được công bố trước khi nền tảng lưu các bước tính. Ban Tổ chức và thanh tra tính lại được từ tệp đã xuất.';
const MARKS_UNPUBLISHED =
  'Theo thể lệ, cuộc thi không công bố điểm của từng giám khảo. Trang này nêu kết quả của từng bước; Ban Tổ chức, thư ký và thanh tra xem được đủ các phiếu.';

/** How a published rank came about, as it was kept at publication: for everybody, judges by code, and only what the rules publish. */
@Controller()
export class WorkingsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly contests: ContestReader,
    private readonly published: PublishedResults,
    private readonly awards: AwardRepository,
  ) {}

  @Get(awardPaths.workings(':slug', ':number', ':code'))
  @Public()
  async workings(
    @Param('slug') slug: string,
    @Param('number') number: string,
    @Param('code') entry: string,
  ): Promise<Page> {
    const { contest, list } = await this.published.listOf(slug, number);
    const { reader } = this.database;
    const [lines, workings, calendar] = await Promise.all([
      this.awards.lines(reader, list.id),
      this.awards.workings(reader, list.id, entry),
      this.contests.calendarOf(reader, contest, this.clock.now()),
    ]);
    const line = lines.find(({ entryNumber }) => entryNumber === entry);
    if (line === undefined) throw new Refused({ code: 'not-found' });
    const awarded = new Map(lines.map((one) => [one.entryNumber, `${one.villageName} (${one.entryNumber})`]));
    const marks = contest.ranking.publishesMarks;
    const inForce = list.state === 'published';
    const model = {
      about: contest.code,
      lead: `${line.title}, ${tellPlace(line.villageName, line.communeName)} – ${entry}: hạng ${line.rank}, ${formatDecimal(line.score)} điểm`,
      sampleNotes: contest.sampleNotes,
      unshown: workings === null ? KEPT_LATER : marks ? null : MARKS_UNPUBLISHED,
      formula: [sayFormula(contest.ranking)],
      // The round's own pages say which sheets a rule about gaps left out; here the sheets that count are shown.
      uncounted: [],
      // Nor are sources kept with a published list: its parts bear the names of their rounds.
      sources: [],
      steps:
        workings === null
          ? []
          : toWorkedSteps(workings, { marks, nameOf: (other) => awarded.get(other) ?? 'Hồ sơ không có giải' }),
      outcome: `${line.tierName}, ${formatMoney(line.amount)}.${line.note === '' ? '' : ` ${line.note}.`}`,
      backHref: inForce ? awardPaths.results(slug) : awardPaths.resultsOf(slug, list.number),
      backLabel: `Danh sách khen thưởng số ${list.number}`,
    };
    return new Page('judging/workings', model, frameOfContest(contest, calendar));
  }
}
