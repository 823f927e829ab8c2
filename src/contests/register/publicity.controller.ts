import { Body, Controller, Param, Post } from '@nestjs/common';
import { DocumentService } from '../../documents/document.service.js';
import type { RegisterParams } from '../../documents/register/register.doors.js';
import { askedOf, readNothing } from '../../documents/register/register.form.js';
import { RegisterPages } from '../../documents/register/register.pages.js';
import type { Act } from '../../kernel/actor.js';
import { type Answer, answerForm, SeeOther } from '../../web/answer.js';
import { TheAct, type Words } from '../../web/request.js';
import { Allow } from '../../web/rights.js';
import { RegisterKeeping } from './register.keeping.js';
import { registerPaths } from './register.paths.js';

/** What everybody may read of a contest's documents is its organisers' word. */
@Controller()
export class PublicityController {
  constructor(
    private readonly pages: RegisterPages,
    private readonly keeping: RegisterKeeping,
    private readonly service: DocumentService,
  ) {}

  @Post(registerPaths.publicity(':slug', ':id'))
  @Allow('organiser')
  setPublic(@TheAct() act: Act, @Param() params: RegisterParams, @Body() body: Words): Answer {
    const { slug = '', id = '' } = params;
    const isPublic = body['public'] === '1';
    return answerForm({
      form: readNothing(body),
      act: () => this.service.setPublic(act, this.keeping.open(act, params), askedOf(id, body), isPublic),
      then: () =>
        new SeeOther(registerPaths.one(slug, id), isPublic ? 'Đã cho mọi người xem.' : 'Văn bản không còn công khai.'),
      again: (form) => this.pages.one(this.keeping, act.actor, params, {}, form),
    });
  }
}
