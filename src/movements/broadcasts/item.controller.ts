import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { Response } from 'express';
import { RegisterMenu } from '../../communities/register.menu.js';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { Clock } from '../../kernel/clock.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { dayOf } from '../../kernel/vietnamese/days.js';
import { FileSender } from '../../storage/file-sender.js';
import { Uploads } from '../../storage/uploads.js';
import { type Answer, answerForm, type Page, SeeOther } from '../../web/answer.js';
import { pageNumber } from '../../web/page-number.js';
import { actOf, TheAct, TheActor, type WebRequest, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { TakesFiles } from '../../web/token.guard.js';
import { TypedWords } from '../../web/typed-words.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { versionOf } from '../movement.form.js';
import { MovementOpening } from '../movement.opening.js';
import { ITEM_STATES, type ItemImage } from './item.facts.js';
import { readItem, readNewItem, typedItem } from './item.form.js';
import { ITEM_MOVES, type ItemVerb } from './item.moves.js';
import { ItemOpening } from './item.opening.js';
import { KEEPERS, READERS, refuseToKeepItem, refuseToRewrite } from './item.policy.js';
import { ItemRepository } from './item.repository.js';
import { ItemService } from './item.service.js';
import { itemFormPage } from './item-form.view.js';
import { editionPage, itemPage, ITEMS_A_PAGE, itemsPage } from './item.view.js';
import { receiveImage, refuseImage } from './item.upload.js';
import { propagandaPaths } from './propaganda.paths.js';

/** `/tuyen-truyen/noi-dung`: what is said over loudspeakers and in groups, from the first words to what is in force. */
@Controller()
export class ItemController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly movements: MovementOpening,
    private readonly opening: ItemOpening,
    private readonly items: ItemRepository,
    private readonly service: ItemService,
    private readonly uploads: Uploads,
    private readonly files: FileSender,
    private readonly menu: RegisterMenu,
  ) {}

  @Get(propagandaPaths.items)
  @Allow(...READERS)
  async list(
    @TheActor() actor: Actor,
    @Query('trang') typed: unknown,
    @Query('trang-thai') wanted: unknown,
  ): Promise<Page> {
    const page = pageNumber(typed);
    const state = ITEM_STATES.find((one) => one === wanted) ?? null;
    const reach = await this.movements.reach(this.database.reader, actor);
    const paging = { limit: ITEMS_A_PAGE, offset: (page - 1) * ITEMS_A_PAGE };
    return itemsPage(await this.items.list(this.database.reader, reach, { state, ...paging }), {
      page,
      state,
      mayWrite: actor.role === 'organiser' || actor.role === 'vetting',
      isCommune: actor.role === 'commune',
      menu: this.menu.for(actor.role, propagandaPaths.home),
    });
  }

  @Get(propagandaPaths.create)
  @Allow(...KEEPERS)
  startNew(@TheAct() act: Act): Promise<Page> {
    return this.newPage(act, freshForm());
  }

  @Post(propagandaPaths.create)
  @Allow(...KEEPERS)
  @TakesFiles()
  async begin(@Req() req: WebRequest): Promise<Answer> {
    const asking = actOf(req);
    const { owners, movements, needsMovement } = await this.offered(asking);
    const { words, file, refusal } = await receiveImage(this.uploads, req);
    const act = actOf(req);
    return answerForm({
      form: readNewItem(words, {
        owners: owners.map(({ id }) => id),
        movements: movements.map(({ id }) => id),
        brings: file !== null || refusal !== null,
        needsMovement,
      }),
      act: (typed) => {
        refuseImage(refusal);
        return this.service.begin(act, typed, file);
      },
      then: (id) => new SeeOther(propagandaPaths.item(id), 'Đã lưu bản soạn. Xem lại rồi trình duyệt.'),
      again: (form) => this.newPage(act, form),
    });
  }

  @Get(propagandaPaths.item(':id'))
  @Allow(...READERS)
  one(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    return this.page(actor, id, freshForm());
  }

  @Get(propagandaPaths.edition(':id', ':edition'))
  @Allow(...READERS)
  async edition(@TheActor() actor: Actor, @Param('id') id: string, @Param('edition') number: string): Promise<Page> {
    const { opened, edition } = await this.approved(actor, id, number);
    return editionPage(opened, edition);
  }

  @Get(propagandaPaths.image(':id'))
  @Allow(...READERS)
  async image(@TheActor() actor: Actor, @Param('id') id: string, @Res() res: Response): Promise<void> {
    const { item, keeps } = await this.opening.open(this.database.reader, actor, id, this.clock.now());
    obey(refuseToKeepItem(keeps || actor.role === 'auditor' || actor.role === 'admin'));
    await this.hand(res, item.image);
  }

  @Get(propagandaPaths.editionImage(':id', ':edition'))
  @Allow(...READERS)
  async editionImage(
    @TheActor() actor: Actor,
    @Param('id') id: string,
    @Param('edition') number: string,
    @Res() res: Response,
  ): Promise<void> {
    const { edition } = await this.approved(actor, id, number);
    await this.hand(res, edition.image);
  }

  @Get(propagandaPaths.edit(':id'))
  @Allow(...KEEPERS)
  async edit(@TheActor() actor: Actor, @Param('id') id: string): Promise<Page> {
    const { item } = await this.draft(actor, id);
    return this.editPage(actor, id, freshForm(typedItem(item)));
  }

  @Post(propagandaPaths.edit(':id'))
  @Allow(...KEEPERS)
  @TakesFiles()
  async rewrite(@TheActor() actor: Actor, @Param('id') id: string, @Req() req: WebRequest): Promise<Answer> {
    const { item } = await this.draft(actor, id);
    const { words, file, refusal } = await receiveImage(this.uploads, req);
    return answerForm({
      form: readItem(words, { brings: file !== null || refusal !== null, has: item.image !== null }),
      act: (typed) => {
        refuseImage(refusal);
        return this.service.edit(actOf(req), { id, version: versionOf(words) }, typed, file);
      },
      then: () => new SeeOther(propagandaPaths.item(id), 'Đã lưu bản soạn.'),
      again: (form) => this.editPage(actor, id, form),
    });
  }

  @Post(propagandaPaths.submission(':id'))
  @Allow(...KEEPERS)
  submit(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Answer {
    return this.move(act, id, body, 'submit', 'Đã trình duyệt.');
  }

  @Post(propagandaPaths.returning(':id'))
  @Allow(...KEEPERS)
  sendBack(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Answer {
    return this.move(act, id, body, 'return', 'Đã trả lại để sửa.');
  }

  @Post(propagandaPaths.approval(':id'))
  @Allow(...KEEPERS)
  approve(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Answer {
    return this.move(act, id, body, 'approve', 'Đã duyệt. Bản này giữ nguyên; muốn sửa thì mở bản mới.');
  }

  @Post(propagandaPaths.revision(':id'))
  @Allow(...KEEPERS)
  revise(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Answer {
    return this.move(act, id, body, 'revise', 'Đã mở bản mới. Bản đã duyệt vẫn dùng cho đến khi bản mới được duyệt.');
  }

  @Post(propagandaPaths.withdrawal(':id'))
  @Allow(...KEEPERS)
  withdraw(@TheAct() act: Act, @Param('id') id: string, @Body() body: Words): Answer {
    return this.move(act, id, body, 'withdraw', 'Đã rút nội dung. Từ lúc này không phát nữa.');
  }

  private move(act: Act, id: string, body: Words, verb: ItemVerb, told: string): Answer {
    const words = new TypedWords(body);
    const asks = ITEM_MOVES[verb].reason === 'required';
    const reason = words.line('reason', {
      ...(asks ? { ask: 'Nhập lý do.' } : {}),
      max: 500,
      label: 'Lý do',
    });
    return answerForm({
      form: words.done({ reason }),
      act: (typed) => this.service.move(act, { id, version: versionOf(body) }, verb, typed.reason),
      then: () => new SeeOther(propagandaPaths.item(id), told),
      again: (form) => this.page(act.actor, id, form),
    });
  }

  private async page(actor: Actor, id: string, form: FormState): Promise<Page> {
    const { reader } = this.database;
    const opened = await this.opening.open(reader, actor, id, this.clock.now());
    const { item } = opened;
    const isOwn = item.state === 'submitted' && item.submittedBy === actor.personId;
    const needsSecond = isOwn && (await this.items.othersCanApprove(reader, item, actor));
    return itemPage(opened, await this.items.editions(reader, item.id), form, { needsSecond });
  }

  private async approved(actor: Actor, id: string, number: string) {
    const opened = await this.opening.open(this.database.reader, actor, id, this.clock.now());
    const editions = await this.items.editions(this.database.reader, opened.item.id);
    const edition = editions.find((one) => String(one.edition) === number);
    if (edition === undefined) throw new Refused({ code: 'not-found' });
    return { opened, edition };
  }

  private async draft(actor: Actor, id: string) {
    const opened = await this.opening.open(this.database.reader, actor, id, this.clock.now());
    obey(refuseToKeepItem(opened.keeps));
    obey(refuseToRewrite(opened.item));
    return opened;
  }

  private async hand(res: Response, image: ItemImage | null): Promise<void> {
    if (image === null) throw new Refused({ code: 'not-found' });
    if (image.isInfected) throw new Refused({ code: 'propaganda-image-isolated' });
    await this.files.sendFile(res, image, { disposition: 'inline' });
  }

  private async offered(act: Pick<Act, 'actor'>) {
    const owners = await this.movements.owners(this.database.reader, act.actor, dayOf(this.clock.now()));
    return {
      owners,
      movements: await this.service.movementsFor(act),
      needsMovement: act.actor.contestId !== null,
    };
  }

  private async newPage(act: Act, form: FormState): Promise<Page> {
    return itemFormPage({ item: null, ...(await this.offered(act)), form });
  }

  private async editPage(actor: Actor, id: string, form: FormState): Promise<Page> {
    const { item } = await this.draft(actor, id);
    return itemFormPage({ item, owners: [], movements: [], needsMovement: false, form });
  }
}
