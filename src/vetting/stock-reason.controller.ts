import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Act, Actor } from '../kernel/actor.js';
import { isId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { type Answer, answerForm, Page, SeeOther } from '../web/answer.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { type FormState, freshForm } from '../web/views/form-state.js';
import { readPage } from './queue.form.js';
import { readStockReason } from './stock-reason.form.js';
import { PLACE_SORTS } from './stock-reason.facts.js';
import { StockReasonRepository } from './stock-reason.repository.js';
import { officeOf, StockReasonService } from './stock-reason.service.js';
import { STOCK_PAGE_SIZE, toStockReasons } from './stock-reason.view.js';
import { vettingPaths } from './vetting.paths.js';

/** `/tham-dinh/cau-mau`: the sentences that the office writes again and again. */
@Controller()
export class StockReasonController {
  constructor(
    private readonly database: Database,
    private readonly reasons: StockReasonRepository,
    private readonly service: StockReasonService,
  ) {}

  @Get(vettingPaths.stockReasons)
  @Allow('vetting')
  list(@TheActor() actor: Actor, @Query('trang') page: unknown): Promise<Page> {
    return this.page(actor, freshForm(), readPage(page));
  }

  @Post(vettingPaths.stockReasons)
  @Allow('vetting')
  async add(@TheAct() act: Act, @Body() body: Words): Promise<Answer> {
    const places = await this.reasons.placesOf(this.database.reader, officeOf(act.actor));
    const form = readStockReason(
      body,
      [...PLACE_SORTS, ...places].map(({ key }) => key),
    );
    return answerForm({
      form,
      act: (typed) => this.service.add(act, typed),
      then: () => new SeeOther(vettingPaths.stockReasons, 'Đã thêm câu mẫu.'),
      again: (state) => this.page(act.actor, state, 1),
    });
  }

  @Post(vettingPaths.stockReasonRemoval)
  @Allow('vetting')
  async leaveOut(@TheAct() act: Act, @Body('id') id: unknown): Promise<SeeOther> {
    const { sentence } = await this.service.leaveOut(act, known(id));
    return new SeeOther(vettingPaths.stockReasons, `Đã bỏ câu “${sentence}”. Dùng lại được ở cuối danh sách.`);
  }

  @Post(vettingPaths.stockReasonReturn)
  @Allow('vetting')
  async takeIn(@TheAct() act: Act, @Body('id') id: unknown): Promise<SeeOther> {
    const { sentence } = await this.service.takeIn(act, known(id));
    return new SeeOther(vettingPaths.stockReasons, `Đã dùng lại câu “${sentence}”.`);
  }

  private async page(actor: Actor, form: FormState, asked: number): Promise<Page> {
    const { reader } = this.database;
    const unitId = officeOf(actor);
    const { all: total } = await this.reasons.counts(reader, unitId);
    const page = (asked - 1) * STOCK_PAGE_SIZE < total ? asked : 1;
    const places = await this.reasons.placesOf(reader, unitId);
    const rows = await this.reasons.page(reader, unitId, {
      limit: STOCK_PAGE_SIZE,
      offset: (page - 1) * STOCK_PAGE_SIZE,
    });
    const view = toStockReasons(actor.unitName ?? '', { rows, total, places }, { form, page });
    const breadcrumbs = [
      { href: vettingPaths.queue, label: 'Hồ sơ thẩm định' },
      { href: null, label: 'Câu mẫu' },
    ];
    return new Page('vetting/stock-reasons', view, { breadcrumbs });
  }
}

function known(id: unknown): string {
  if (typeof id === 'string' && isId(id)) return id;
  throw new Refused({ code: 'not-found' });
}
