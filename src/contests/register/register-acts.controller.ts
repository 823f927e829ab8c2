import { Body, Controller, Param, Post, Req } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Asked, OpenRegister } from '../../documents/document.desk.js';
import { printedNumber } from '../../documents/document.number.js';
import { DocumentService } from '../../documents/document.service.js';
import { RecipientService } from '../../documents/recipient.service.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { Uploads } from '../../storage/uploads.js';
import { type Answer, answerForm, SeeOther } from '../../web/answer.js';
import { parsedForm, type ReadForm, wordsOf } from '../../web/form.js';
import { actOf, TheAct, TheActor, type WebRequest, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { TakesFiles } from '../../web/token.guard.js';
import { BroadcastRepository } from '../broadcast.repository.js';
import { refuseToEdit } from '../contest.policy.js';
import { COPY_LIMITS } from './document.view.js';
import { chosenUnits } from './recipient-units.repository.js';
import {
  askedOf,
  readBasis,
  readNothing,
  readNumber,
  readRecall,
  readRecipients,
  readSignature,
} from './register.form.js';
import { RegisterKeeping } from './register.keeping.js';
import { RegisterPages } from './register.pages.js';
import { registerPaths } from './register.paths.js';

/** The buttons of a document's page, each one act of the contest's organisers. */
@Controller()
export class RegisterActsController {
  constructor(
    private readonly database: Database,
    private readonly pages: RegisterPages,
    private readonly keeping: RegisterKeeping,
    private readonly service: DocumentService,
    private readonly recipients: RecipientService,
    private readonly broadcasts: BroadcastRepository,
    private readonly uploads: Uploads,
  ) {}

  @Post(registerPaths.signature(':slug', ':id'))
  @Allow('organiser')
  sign(@TheAct() act: Act, @Param('slug') slug: string, @Param('id') id: string, @Body() body: Words): Answer {
    return this.answer(act, { slug, id, body }, readSignature(body), async (asked, open, typed) => {
      await this.service.sign(act, open, asked, typed);
      return 'Đã ghi người ký, ngày ký.';
    });
  }

  @Post(registerPaths.copy(':slug', ':id'))
  @Allow('organiser')
  @TakesFiles()
  async attach(
    @TheActor() actor: Actor,
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Req() req: WebRequest,
  ): Promise<Answer> {
    const seen = await this.keeping.seen(actor, slug);
    obey(refuseToEdit(actor, seen.contest));
    await this.pages.document(seen, id);
    return answerForm({
      form: parsedForm({}, id, []),
      act: async () => {
        const { words, files, refused } = await this.uploads.receive(req, COPY_LIMITS);
        const [file] = files;
        if (refused[0] !== undefined) throw new Refused({ ...refused[0], field: COPY_LIMITS.fieldName });
        if (file === undefined) throw new Refused({ code: 'no-file-chosen', field: COPY_LIMITS.fieldName });
        // Only now is the body read: the act's form key is made from its words and the file's hash.
        const act = actOf(req);
        await this.service.attach(act, this.keeping.open(act, slug), askedOf(id, words), file);
      },
      then: () => new SeeOther(registerPaths.one(slug, id), 'Đã nhận bản đã ký và ghi mã băm SHA-256 của tệp.'),
      again: (form) => this.pages.one(actor, slug, id, {}, { ...form, values: wordsOf((req.body ?? {}) as Words) }),
    });
  }

  @Post(registerPaths.number(':slug', ':id'))
  @Allow('organiser')
  number(@TheAct() act: Act, @Param('slug') slug: string, @Param('id') id: string, @Body() body: Words): Answer {
    return this.answer(act, { slug, id, body }, readNumber(body), async (asked, open, typed) => {
      const number = await this.service.number(act, open, asked, typed);
      return `Đã ghi số ${printedNumber(number)}.`;
    });
  }

  @Post(registerPaths.issue(':slug', ':id'))
  @Allow('organiser')
  issue(@TheAct() act: Act, @Param('slug') slug: string, @Param('id') id: string, @Body() body: Words): Answer {
    return this.answer(act, { slug, id, body }, readNothing(body), async (asked, open) => {
      await this.service.issue(act, open, asked);
      return 'Đã ban hành. Văn bản không sửa được nữa.';
    });
  }

  @Post(registerPaths.recall(':slug', ':id'))
  @Allow('organiser')
  recall(@TheAct() act: Act, @Param('slug') slug: string, @Param('id') id: string, @Body() body: Words): Answer {
    return this.answer(act, { slug, id, body }, readRecall(body), async (asked, open, recall) => {
      await this.service.recall(act, open, asked, recall);
      return 'Đã thu hồi văn bản và báo cho các đơn vị đã được gửi.';
    });
  }

  @Post(registerPaths.removal(':slug', ':id'))
  @Allow('organiser')
  discard(@TheAct() act: Act, @Param('slug') slug: string, @Param('id') id: string, @Body() body: Words): Answer {
    return answerForm({
      form: readNothing(body),
      act: () => this.service.discard(act, this.keeping.open(act, slug), askedOf(id, body)),
      then: () => new SeeOther(registerPaths.list(slug), 'Đã bỏ văn bản khỏi sổ.'),
      again: (form) => this.pages.one(act.actor, slug, id, {}, form),
    });
  }

  @Post(registerPaths.publicity(':slug', ':id'))
  @Allow('organiser')
  setPublic(@TheAct() act: Act, @Param('slug') slug: string, @Param('id') id: string, @Body() body: Words): Answer {
    const isPublic = body['public'] === '1';
    return this.answer(act, { slug, id, body }, readNothing(body), async (asked, open) => {
      await this.service.setPublic(act, open, asked, isPublic);
      return isPublic ? 'Đã cho mọi người xem.' : 'Văn bản không còn công khai.';
    });
  }

  @Post(registerPaths.bases(':slug', ':id'))
  @Allow('organiser')
  addBasis(@TheAct() act: Act, @Param('slug') slug: string, @Param('id') id: string, @Body() body: Words): Answer {
    return this.answer(act, { slug, id, body }, readBasis(body), async (asked, open, basis) => {
      await this.service.addBasis(act, open, asked, basis);
      return 'Đã thêm căn cứ.';
    });
  }

  @Post(registerPaths.basisRemoval(':slug', ':id', ':basis'))
  @Allow('organiser')
  removeBasis(
    @TheAct() act: Act,
    @Param() { slug, id, basis }: { slug: string; id: string; basis: string },
    @Body() body: Words,
  ): Answer {
    return this.answer(act, { slug, id, body }, readNothing(body), async (asked, open) => {
      await this.service.removeBasis(act, open, asked, basis);
      return 'Đã xóa căn cứ.';
    });
  }

  @Post(registerPaths.recipients(':slug', ':id'))
  @Allow('organiser')
  async addRecipients(
    @TheAct() act: Act,
    @Param('slug') slug: string,
    @Param('id') id: string,
    @Body() body: Words,
  ): Promise<Answer> {
    const { contest } = await this.keeping.seen(act.actor, slug);
    const units = await this.broadcasts.units(this.database.reader, contest.id);
    const form = readRecipients(
      body,
      units.map((unit) => unit.id),
    );
    return this.answer(act, { slug, id, body }, form, async (asked, open, choice) => {
      const added = await this.recipients.add(act, open, asked, (tx) => chosenUnits(tx, contest.id, choice));
      return `Đã thêm ${added} nơi nhận. Chưa gửi cho ai.`;
    });
  }

  @Post(registerPaths.recipientRemoval(':slug', ':id', ':recipient'))
  @Allow('organiser')
  removeRecipient(
    @TheAct() act: Act,
    @Param() { slug, id, recipient }: { slug: string; id: string; recipient: string },
    @Body() body: Words,
  ): Answer {
    return this.answer(act, { slug, id, body }, readNothing(body), async (asked, open) => {
      await this.recipients.remove(act, open, asked, recipient);
      return 'Đã bỏ nơi nhận.';
    });
  }

  @Post(registerPaths.dispatch(':slug', ':id'))
  @Allow('organiser')
  dispatch(@TheAct() act: Act, @Param('slug') slug: string, @Param('id') id: string, @Body() body: Words): Answer {
    return this.answer(act, { slug, id, body }, readNothing(body), async (asked, open) => {
      const sent = await this.recipients.dispatch(act, open, asked);
      return `Đã gửi đến ${sent} đơn vị.`;
    });
  }

  @Post(registerPaths.reminder(':slug', ':id'))
  @Allow('organiser')
  remind(@TheAct() act: Act, @Param('slug') slug: string, @Param('id') id: string, @Body() body: Words): Answer {
    return this.answer(act, { slug, id, body }, readNothing(body), async (asked, open) => {
      const reminded = await this.recipients.remind(act, open, asked);
      return `Đã nhắc ${reminded} đơn vị chưa nhận.`;
    });
  }

  /** One button: the act, then the document's page with what was done; the same page with the words after a fault. */
  private answer<Meaning>(
    act: Act,
    { slug, id, body }: { slug: string; id: string; body: Words },
    form: ReadForm<Meaning>,
    work: (asked: Asked, open: OpenRegister, meaning: Meaning) => Promise<string>,
  ): Answer {
    return answerForm({
      form,
      act: (meaning) => work(askedOf(id, body), this.keeping.open(act, slug), meaning),
      then: (told) => new SeeOther(registerPaths.one(slug, id), told),
      again: (state) => this.pages.one(act.actor, slug, id, {}, state),
    });
  }
}
