import { Controller, Get, Param, Query } from '@nestjs/common';
import { tellPlace } from '../../kernel/vietnamese/places.js';
import { pageNumber } from '../../web/page-number.js';
import { Database } from '../../database/database.js';
import { isId, type UnitId } from '../../kernel/ids.js';
import { Refused } from '../../kernel/refusal.js';
import { amountInWords } from '../../kernel/vietnamese/amount-in-words.js';
import { formatDate } from '../../kernel/vietnamese/dates.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatMoney } from '../../kernel/vietnamese/numbers.js';
import type { SuccessionFacts, UnitFacts } from '../../units/unit.facts.js';
import { UnitReader } from '../../units/unit.reader.js';
import { SUCCESSION_WORDS } from '../../units/unit.words.js';
import { Page } from '../../web/answer.js';
import { Public } from '../../web/rights.js';
import { pagingOf } from '../../web/views/page.js';
import { awardPaths } from '../award.paths.js';
import { type CommuneAward, CommuneRepository } from './commune.repository.js';

const PAGE_SIZE = 50;

/** What everybody may read of a commune: its prizes of all contests, under old names and new. */
@Controller()
export class CommuneController {
  constructor(
    private readonly database: Database,
    private readonly units: UnitReader,
    private readonly communes: CommuneRepository,
  ) {}

  @Get(awardPaths.commune(':id'))
  @Public()
  async commune(@Param('id') id: string, @Query('trang') typed: unknown): Promise<Page> {
    const { reader } = this.database;
    const unit = isId(id) ? await this.units.byId(reader, id as UnitId) : null;
    if (unit === null || unit.level !== 'commune') throw new Refused({ code: 'not-found' });
    const [above, before, after, totals] = await Promise.all([
      this.units.ancestors(reader, unit.id),
      this.units.predecessors(reader, unit.id),
      this.units.successors(reader, unit.id),
      this.communes.totals(reader, unit.id),
    ]);
    const total = totals.awards + totals.rehearsed;
    const hrefOf = (page: number): string => `${awardPaths.commune(unit.id)}?trang=${page}`;
    const paging = pagingOf({ page: pageNumber(typed), pageSize: PAGE_SIZE, total, hrefOf });
    const limits = { limit: PAGE_SIZE, offset: (paging.page - 1) * PAGE_SIZE };
    const awards = total === 0 ? [] : await this.communes.awards(reader, unit.id, limits);
    const model = {
      name: unit.name,
      lead: tellPlace(...above.map(({ name }) => name)),
      span: saySpan(unit),
      before: before.map((one) => toKin(one)),
      after: after.map((one) => toKin(one)),
      totals: {
        ...totals,
        amountText: formatMoney(totals.amount),
        amountWords: amountInWords(totals.amount),
      },
      awards: awards.map((one) => toAwardView(unit, one)),
      paging: paging.pages > 1 ? paging : null,
      allHref: '/cuoc-thi',
    };
    return new Page('awards/commune', model);
  }
}

/** Until when there was such a commune; null while there is. */
const saySpan = ({ validTo }: UnitFacts): string | null =>
  validTo === null ? null : `Đơn vị này có đến trước ngày ${formatDay(validTo)}.`;

/** A commune that this one came from, or became. */
const toKin = ({ id, name, parentName, kind, on }: SuccessionFacts) => ({
  href: awardPaths.commune(id),
  name: tellPlace(name, parentName),
  how: on === null ? SUCCESSION_WORDS[kind] : `${SUCCESSION_WORDS[kind]}, từ ngày ${formatDay(on)}`,
});

const toAwardView = (unit: UnitFacts, one: CommuneAward) => ({
  contest: one.contestName,
  href: awardPaths.results(one.slug),
  rehearsal: one.rehearsal,
  publishedText: formatDate(one.publishedAt),
  number: one.entryNumber,
  title: one.title,
  village: one.villageName,
  // As it was printed: of a commune that is no more, or had another name then.
  formerName: one.communeId === unit.id && one.communeName === unit.name ? null : one.communeName,
  tier: one.tierName,
  rank: one.rank,
  amount: one.amount,
});
