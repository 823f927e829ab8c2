import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Database } from '../database/database.js';
import { type Act, type Actor } from '../kernel/actor.js';
import { isId } from '../kernel/ids.js';
import { Page, SeeOther } from '../web/answer.js';
import { TheAct, TheActor, type Words } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { noticePaths } from './notice.paths.js';
import { NoticeRepository } from './notice.repository.js';
import { NoticeService } from './notice.service.js';
import { NOTICES_A_PAGE, toNoticeListView } from './notice.view.js';

const pageOf = (typed: unknown): number =>
  typeof typed === 'string' && /^[1-9]\d{0,4}$/.test(typed) ? Number(typed) : 1;

/** `/thong-bao`: what one was told, in every role one has. */
@Controller()
export class NoticeController {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeRepository,
    private readonly service: NoticeService,
  ) {}

  @Get(noticePaths.list)
  @Allow('anyone-signed-in')
  async list(@Query('trang') typed: unknown, @TheActor() actor: Actor): Promise<Page> {
    const page = pageOf(typed);
    const found = await this.notices.ofPerson(this.database.reader, actor.personId, {
      limit: NOTICES_A_PAGE,
      offset: (page - 1) * NOTICES_A_PAGE,
    });
    const fresh = found.notices.filter(({ shownAt }) => shownAt === null).map(({ id }) => id);
    if (fresh.length > 0) await this.database.transaction((tx) => this.notices.markShown(tx, fresh));
    return new Page('notices/list', toNoticeListView(found, page));
  }

  @Post(noticePaths.read)
  @Allow('anyone-signed-in')
  async read(@Body() body: Words, @TheAct() act: Act): Promise<SeeOther> {
    const chosen = [body['chon']].flat().filter((one): one is string => typeof one === 'string' && isId(one));
    const read = await this.service.markRead(act, body['viec'] === 'tat-ca' ? null : chosen);
    const told = read === 0 ? 'Chưa chọn thông báo mới nào.' : `Đã đánh dấu ${read} thông báo là đã đọc.`;
    return new SeeOther(noticePaths.list, told, read === 0 ? 'info' : 'success');
  }
}
