import { Controller, Get, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Actor } from '../../kernel/actor.js';
import { Refused } from '../../kernel/refusal.js';
import { cutPage, readCursor, readLimit, toInstantPlace } from '../../web/cursor.js';
import { readChoice, readShaped } from '../../web/filter.js';
import { KeyedJson } from '../../web/public-json.js';
import { TheActor, type Words } from '../../web/request.js';
import { Allow, OpenedBy } from '../../web/rights.js';
import { toApiReceived } from '../document.api.view.js';
import { DocumentWalk } from '../document.walk.js';
import { RECEIPT_STATES } from '../api.schema.js';
import { mustBeAddressee } from './addressee.js';
import { OfficeDoors } from './office.doors.js';
import { officePaths } from './office.paths.js';
import { ownOffice } from './office.policy.js';
import { RegisterProgram } from './register.program.js';

/** For programs: the register of an office, and what a unit was sent, whoever keeps the register that it came from. */
@Controller()
export class OfficeApiController {
  constructor(
    private readonly database: Database,
    private readonly walk: DocumentWalk,
    private readonly doors: OfficeDoors,
    private readonly program: RegisterProgram,
  ) {}

  /** The register of the actor's own office, or of the one that `office` names to who reads it. Refuses `not-found`, `filter-unreadable`. */
  @Get(officePaths.api)
  @Allow('vetting', 'organiser', 'auditor')
  @OpenedBy('documents')
  list(@TheActor() actor: Actor, @Query() query: Words): Promise<KeyedJson> {
    const asked = readShaped('office', query['office'], { shape: UUID, takes: 'id của đơn vị' }) ?? ownOffice(actor);
    return this.program.page(async () => {
      if (asked === null) throw new Refused({ code: 'not-found' });
      return this.doors.seen(actor, { office: asked });
    }, query);
  }

  /** What the actor's unit was sent, the newest first; reading it is no word that the unit has it. */
  @Get(officePaths.apiReceived)
  @Allow('commune', 'vetting', 'organiser')
  @OpenedBy('documents')
  async received(@TheActor() actor: Actor, @Query() query: Words): Promise<KeyedJson> {
    const limit = readLimit(query['limit']);
    const after = readCursor(query['cursor'], toInstantPlace);
    const state = readChoice('state', query['state'], RECEIPT_STATES);
    const to = mustBeAddressee(actor);
    const isReceived = state === null ? null : state === 'received';
    const found = await this.walk.sentTo(this.database.reader, to, isReceived, after, limit + 1);
    const { rows, nextCursor } = cutPage(found, limit, ({ sentAt, document }) => [sentAt.toISOString(), document.id]);
    return new KeyedJson({ documents: rows.map(toApiReceived), nextCursor });
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
