import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { cutPage, readCursor, readLimit } from '../../web/cursor.js';
import { readChoice, readDays } from '../../web/filter.js';
import { KeyedJson } from '../../web/public-json.js';
import type { Words } from '../../web/request.js';
import { DATED_DAYS } from '../api.schema.js';
import { toApiDocument } from '../document.api.view.js';
import { DOCUMENT_KINDS, DOCUMENT_STATES, type RegisterKey } from '../document.facts.js';
import { DocumentWalk } from '../document.walk.js';

/** A register of documents, a contest's or an office's, as a program reads it. */
@Injectable()
export class RegisterProgram {
  constructor(
    private readonly database: Database,
    private readonly walk: DocumentWalk,
  ) {}

  /** One page of the register for who may see it, what came in last first. Refuses filters, `limit` and `cursor` that cannot be read. */
  async page(seen: () => Promise<{ key: RegisterKey }>, query: Words): Promise<KeyedJson> {
    const limit = readLimit(query['limit']);
    const after = readCursor(query['cursor'], toSeq);
    const only = {
      state: readChoice('state', query['state'], DOCUMENT_STATES),
      kind: readChoice('kind', query['kind'], DOCUMENT_KINDS),
      dated: readDays(query, DATED_DAYS),
    };
    const { key } = await seen();
    const found = await this.walk.inRegister(this.database.reader, key, only, after, limit + 1);
    const { rows, nextCursor } = cutPage(found, limit, ({ seq }) => [seq]);
    return new KeyedJson({ documents: rows.map(toApiDocument), nextCursor });
  }
}

const toSeq = ([seq]: readonly unknown[]): number | null =>
  typeof seq === 'number' && Number.isSafeInteger(seq) && seq > 0 ? seq : null;
