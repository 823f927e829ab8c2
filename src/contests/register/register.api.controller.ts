import { Controller, Get, Param, Query } from '@nestjs/common';
import { contestDocuments } from '../../documents/api.schema.js';
import { RegisterProgram } from '../../documents/register/register.program.js';
import type { Actor } from '../../kernel/actor.js';
import type { KeyedJson } from '../../web/public-json.js';
import { TheActor, type Words } from '../../web/request.js';
import { Allow, OpenedBy } from '../../web/rights.js';
import { RegisterKeeping } from './register.keeping.js';

/** For programs: the register of a contest's documents. */
@Controller()
export class RegisterApiController {
  constructor(
    private readonly keeping: RegisterKeeping,
    private readonly program: RegisterProgram,
  ) {}

  @Get(contestDocuments(':slug'))
  @Allow('organiser', 'auditor')
  @OpenedBy('documents')
  list(@TheActor() actor: Actor, @Param('slug') slug: string, @Query() query: Words): Promise<KeyedJson> {
    return this.program.page(() => this.keeping.seen(actor, { slug }), query);
  }
}
