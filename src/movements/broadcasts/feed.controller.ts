import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import type { Response } from 'express';
import { RegisterMenu } from '../../communities/register.menu.js';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { announceFile } from '../../storage/announce-file.js';
import { Page, SeeOther } from '../../web/answer.js';
import { BASE_URL, type BaseUrl } from '../../web/base-url.js';
import { TheAct, TheActor, type Words } from '../../web/request.js';
import { Allow, Public } from '../../web/rights.js';
import { toCalendar } from './feed.calendar.js';
import { FeedService } from './feed.service.js';
import { frameOf } from './item.view.js';
import { propagandaPaths } from './propaganda.paths.js';

/** The broadcasts in the calendar of a telephone: the unit's link, and what it opens. */
@Controller()
export class FeedController {
  constructor(
    private readonly database: Database,
    private readonly feeds: FeedService,
    private readonly menu: RegisterMenu,
    @Inject(BASE_URL) private readonly baseUrl: BaseUrl,
  ) {}

  @Get(propagandaPaths.feedPage)
  @Allow('commune', 'vetting')
  page(@TheActor() actor: Actor): Promise<Page> {
    return this.show(actor, null);
  }

  /** The link is on this answer and on no other. */
  @Post(propagandaPaths.feedPage)
  @Allow('commune', 'vetting')
  async make(@TheAct() act: Act): Promise<Page> {
    const token = await this.feeds.make(act);
    return this.show(act.actor, `${this.baseUrl()}${propagandaPaths.feed(token)}`);
  }

  @Post(propagandaPaths.feedRevocation)
  @Allow('commune', 'vetting')
  async revoke(@TheAct() act: Act, @Body() body: Words): Promise<SeeOther> {
    await this.feeds.revoke(act, String(body['id']));
    return new SeeOther(
      propagandaPaths.feedPage,
      'Đã thu hồi liên kết. Điện thoại nào dùng nó không tải được lịch nữa.',
    );
  }

  @Get(propagandaPaths.feed(':token'))
  @Public()
  async feed(@Param('token') token: string, @Res() res: Response): Promise<void> {
    const content = await this.feeds.read(token);
    announceFile(res, 'text/calendar; charset=utf-8', 'lich-tuyen-truyen.ics');
    res.send(toCalendar(content));
  }

  private async show(actor: Actor, link: string | null): Promise<Page> {
    const live = await this.feeds.live(this.database.reader, actor);
    return new Page(
      'movements/propaganda-feed',
      {
        menu: this.menu.for(actor.role, propagandaPaths.home),
        link,
        about: actor.unitName,
        live: live === null ? null : { id: live.id, made: formatDateTime(live.madeAt), byName: live.madeByName },
        action: propagandaPaths.feedPage,
        revocation: propagandaPaths.feedRevocation,
        makeLabel: live === null ? 'Tạo liên kết' : 'Tạo liên kết mới thay liên kết này',
      },
      frameOf(null, { href: propagandaPaths.week, label: 'Lịch tuần' }, { href: null, label: 'Lịch trên điện thoại' }),
    );
  }
}
