import { Body, Controller, Inject, Param, Post, Req, type Type } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Act, Actor } from '../../kernel/actor.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { Uploads } from '../../storage/uploads.js';
import { type Answer, answerForm, SeeOther } from '../../web/answer.js';
import { parsedForm, type ReadForm, wordsOf } from '../../web/form.js';
import { actOf, TheAct, TheActor, type WebRequest, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { TakesFiles } from '../../web/token.guard.js';
import type { Asked, OpenRegister } from '../document.desk.js';
import { printedNumber } from '../document.number.js';
import { DocumentService } from '../document.service.js';
import { RecipientService } from '../recipient.service.js';
import { COPY_LIMITS } from './document.view.js';
import { filled, type RegisterKind } from './reading.controller.js';
import { RegisterDoors, type RegisterParams } from './register.doors.js';
import {
  askedOf,
  readBasis,
  readNothing,
  readNumber,
  readRecall,
  readRecipients,
  readSignature,
} from './register.form.js';
import { RegisterPages } from './register.pages.js';
import { registerPathsAt } from './register.paths.js';

/** The controller of the buttons on a document's page, each one act of whoever keeps the register. */
export function actsOfRegister({ base, keepers, doors: Doors }: RegisterKind): Type<object> {
  const paths = registerPathsAt(base);

  @Controller()
  class ActsController {
    constructor(
      private readonly database: Database,
      private readonly pages: RegisterPages,
      @Inject(Doors) private readonly doors: RegisterDoors,
      private readonly service: DocumentService,
      private readonly recipients: RecipientService,
      private readonly uploads: Uploads,
    ) {}

    @Post(paths.signature(':id'))
    @Allow(...keepers)
    sign(@TheAct() act: Act, @Param() params: RegisterParams, @Body() body: Words): Answer {
      return this.answer(act, { params, body }, readSignature(body), async (asked, open, typed) => {
        await this.service.sign(act, open, asked, typed);
        return 'Đã ghi người ký, ngày ký.';
      });
    }

    @Post(paths.copy(':id'))
    @Allow(...keepers)
    @TakesFiles()
    async attach(@TheActor() actor: Actor, @Param() params: RegisterParams, @Req() req: WebRequest): Promise<Answer> {
      const seen = await this.doors.seen(actor, params);
      obey(seen.refusal);
      const { id } = await this.pages.document(seen, params['id'] ?? '');
      return answerForm({
        form: parsedForm({}, id, []),
        act: async () => {
          const { words, files, refused } = await this.uploads.receive(req, COPY_LIMITS);
          const [file] = files;
          if (refused[0] !== undefined) throw new Refused({ ...refused[0], field: COPY_LIMITS.fieldName });
          if (file === undefined) throw new Refused({ code: 'no-file-chosen', field: COPY_LIMITS.fieldName });
          // Only now is the body read: the act's form key is made from its words and the file's hash.
          const act = actOf(req);
          await this.service.attach(act, this.doors.open(act, params), askedOf(id, words), file);
        },
        then: () => new SeeOther(seen.paths.one(id), 'Đã nhận bản đã ký và ghi mã băm SHA-256 của tệp.'),
        again: (form) =>
          this.pages.one(this.doors, actor, params, {}, { ...form, values: wordsOf((req.body ?? {}) as Words) }),
      });
    }

    @Post(paths.number(':id'))
    @Allow(...keepers)
    number(@TheAct() act: Act, @Param() params: RegisterParams, @Body() body: Words): Answer {
      return this.answer(act, { params, body }, readNumber(body), async (asked, open, typed) => {
        const number = await this.service.number(act, open, asked, typed);
        return `Đã ghi số ${printedNumber(number)}.`;
      });
    }

    @Post(paths.issue(':id'))
    @Allow(...keepers)
    issue(@TheAct() act: Act, @Param() params: RegisterParams, @Body() body: Words): Answer {
      return this.answer(act, { params, body }, readNothing(body), async (asked, open) => {
        await this.service.issue(act, open, asked);
        return 'Đã ban hành. Văn bản không sửa được nữa.';
      });
    }

    @Post(paths.recall(':id'))
    @Allow(...keepers)
    recall(@TheAct() act: Act, @Param() params: RegisterParams, @Body() body: Words): Answer {
      return this.answer(act, { params, body }, readRecall(body), async (asked, open, recall) => {
        await this.service.recall(act, open, asked, recall);
        return 'Đã thu hồi văn bản và báo cho các đơn vị đã được gửi.';
      });
    }

    @Post(paths.removal(':id'))
    @Allow(...keepers)
    discard(@TheAct() act: Act, @Param() params: RegisterParams, @Body() body: Words): Answer {
      return answerForm({
        form: readNothing(body),
        act: () => this.service.discard(act, this.doors.open(act, params), askedOf(params['id'] ?? '', body)),
        then: () => new SeeOther(filled(base, params), 'Đã bỏ văn bản khỏi sổ.'),
        again: (form) => this.pages.one(this.doors, act.actor, params, {}, form),
      });
    }

    @Post(paths.bases(':id'))
    @Allow(...keepers)
    addBasis(@TheAct() act: Act, @Param() params: RegisterParams, @Body() body: Words): Answer {
      return this.answer(act, { params, body }, readBasis(body), async (asked, open, basis) => {
        await this.service.addBasis(act, open, asked, basis);
        return 'Đã thêm căn cứ.';
      });
    }

    @Post(paths.basisRemoval(':id', ':basis'))
    @Allow(...keepers)
    removeBasis(@TheAct() act: Act, @Param() params: RegisterParams, @Body() body: Words): Answer {
      return this.answer(act, { params, body }, readNothing(body), async (asked, open) => {
        await this.service.removeBasis(act, open, asked, params['basis'] ?? '');
        return 'Đã xóa căn cứ.';
      });
    }

    @Post(paths.recipients(':id'))
    @Allow(...keepers)
    async addRecipients(@TheAct() act: Act, @Param() params: RegisterParams, @Body() body: Words): Promise<Answer> {
      const seen = await this.doors.seen(act.actor, params);
      const units = await this.doors.units(this.database.reader, seen);
      const form = readRecipients(body, {
        audiences: seen.words.audiences.map(({ value }) => value),
        units: units.map((unit) => unit.id),
      });
      return this.answer(act, { params, body }, form, async (asked, open, choice) => {
        const added = await this.recipients.add(act, open, asked, (tx) => this.doors.chosen(tx, seen, choice));
        return `Đã thêm ${added} nơi nhận. Chưa gửi cho ai.`;
      });
    }

    @Post(paths.recipientRemoval(':id', ':recipient'))
    @Allow(...keepers)
    removeRecipient(@TheAct() act: Act, @Param() params: RegisterParams, @Body() body: Words): Answer {
      return this.answer(act, { params, body }, readNothing(body), async (asked, open) => {
        await this.recipients.remove(act, open, asked, params['recipient'] ?? '');
        return 'Đã bỏ nơi nhận.';
      });
    }

    @Post(paths.dispatch(':id'))
    @Allow(...keepers)
    dispatch(@TheAct() act: Act, @Param() params: RegisterParams, @Body() body: Words): Answer {
      return this.answer(act, { params, body }, readNothing(body), async (asked, open) => {
        const sent = await this.recipients.dispatch(act, open, asked);
        return `Đã gửi đến ${sent} đơn vị.`;
      });
    }

    @Post(paths.reminder(':id'))
    @Allow(...keepers)
    remind(@TheAct() act: Act, @Param() params: RegisterParams, @Body() body: Words): Answer {
      return this.answer(act, { params, body }, readNothing(body), async (asked, open) => {
        const reminded = await this.recipients.remind(act, open, asked);
        return `Đã nhắc ${reminded} đơn vị chưa nhận.`;
      });
    }

    /** One button: the act, then the document's page with what was done; the same page with the words after a fault. */
    private answer<Meaning>(
      act: Act,
      { params, body }: { params: RegisterParams; body: Words },
      form: ReadForm<Meaning>,
      work: (asked: Asked, open: OpenRegister, meaning: Meaning) => Promise<string>,
    ): Answer {
      return answerForm({
        form,
        act: (meaning) => work(askedOf(params['id'] ?? '', body), this.doors.open(act, params), meaning),
        then: (told) => new SeeOther(registerPathsAt(filled(base, params)).one(params['id'] ?? ''), told),
        again: (state) => this.pages.one(this.doors, act.actor, params, {}, state),
      });
    }
  }
  return ActsController;
}
