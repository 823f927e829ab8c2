import { Controller, Get, Req } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { KeyedJson } from '../../web/public-json.js';
import { TheActor, type WebRequest } from '../../web/request.js';
import { Allow, OpenedBy } from '../../web/rights.js';
import { accountPaths } from '../account.paths.js';

/** For programs: as whom a key lets them in. */
@Controller()
export class ProgramKeyApiController {
  constructor(private readonly database: Database) {}

  @Get(accountPaths.apiKey)
  @Allow('anyone-signed-in')
  @OpenedBy('any-key')
  async show(@TheActor() actor: Actor, @Req() req: WebRequest): Promise<KeyedJson> {
    const contest = await this.database.reader.one<{ slug: string }>('SELECT slug FROM contests WHERE id = $1', [
      actor.contestId,
    ]);
    return new KeyedJson({
      person: actor.name,
      role: actor.role,
      unit: actor.unitName,
      contest: contest?.slug ?? null,
      scopes: req.scopes ?? [],
    });
  }
}
