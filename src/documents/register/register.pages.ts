import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { DOCUMENT_KINDS, DOCUMENT_STATES, type DocumentFacts } from '../document.facts.js';
import { seriesIn } from '../document.number.js';
import { DocumentReader } from '../document.reader.js';
import type { Actor } from '../../kernel/actor.js';
import { isId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { dayOf } from '../../kernel/vietnamese/days.js';
import { Page } from '../../web/answer.js';
import type { Words } from '../../web/request.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import { Wording } from '../../web/wording.js';
import { pageNumber } from '../../web/page-number.js';
import { type DocumentPageParts, toDocumentPage } from './document.view.js';
import type { RegisterDoors, RegisterParams, SeenRegister } from './register.doors.js';
import { KIND_OPTIONS, toRegisterView, typedCorrection } from './register.view.js';

const DOCUMENTS_A_PAGE = 30;
const RECIPIENTS_A_PAGE = 20;

/** The pages of a register of documents, a contest's or an office's: which, the doors know. */
@Injectable()
export class RegisterPages {
  constructor(
    private readonly database: Database,
    private readonly documents: DocumentReader,
    private readonly wording: Wording,
  ) {}

  async list(doors: RegisterDoors, actor: Actor, params: RegisterParams, query: Words): Promise<Page> {
    const { reader } = this.database;
    const seen = await doors.seen(actor, params);
    const state = DOCUMENT_STATES.find((one) => one === query['trang-thai']) ?? null;
    const kind = DOCUMENT_KINDS.find((one) => one === query['loai']) ?? null;
    const page = pageNumber(query['trang']);
    const found = await this.documents.list(reader, seen.key, {
      state,
      kind,
      limit: DOCUMENTS_A_PAGE,
      offset: (page - 1) * DOCUMENTS_A_PAGE,
    });
    const model = toRegisterView(seen, { ...found, state, kind, page, pageSize: DOCUMENTS_A_PAGE });
    return new Page('documents/register', { about: seen.about, ...model }, seen.frame(null));
  }

  /** The form of a document that was written elsewhere; `corrects` names the one that it corrects. */
  async form(
    doors: RegisterDoors,
    actor: Actor,
    params: RegisterParams,
    { corrects, typed }: { corrects: string; typed: FormState | null },
  ): Promise<Page> {
    const seen = await doors.seen(actor, params);
    obey(seen.refusal);
    const corrected = corrects === '' ? null : await this.document(seen, corrects);
    const usual = corrected === null ? { issuer: seen.issuer } : typedCorrection(corrected);
    return new Page(
      'documents/form',
      {
        about: seen.about,
        heading: corrected === null ? 'Ghi văn bản vào sổ' : 'Văn bản sửa, thay',
        form: typed ?? freshForm(usual),
        action: seen.paths.create,
        corrects: corrected?.id ?? '',
        kinds: KIND_OPTIONS,
        backHref: corrected === null ? seen.paths.list : seen.paths.one(corrected.id),
      },
      seen.frame({ href: null, label: 'Ghi văn bản' }),
    );
  }

  async one(
    doors: RegisterDoors,
    actor: Actor,
    params: RegisterParams,
    query: Words,
    typed: FormState | null = null,
  ): Promise<Page> {
    const { reader } = this.database;
    const seen = await doors.seen(actor, params);
    const document = await this.document(seen, params['id'] ?? '');
    const page = pageNumber(query['trang']);
    const today = dayOf(seen.now);
    const series = seriesIn({ contestId: seen.key.contestId, rehearsal: seen.rehearsal }, document);
    const [corrections, bases, found, units, next] = await Promise.all([
      this.documents.corrections(reader, document),
      this.documents.bases(reader, document.id),
      this.documents.recipients(reader, document.id, {
        limit: RECIPIENTS_A_PAGE,
        offset: (page - 1) * RECIPIENTS_A_PAGE,
      }),
      doors.units(reader, seen),
      this.documents.nextNumber(reader, series, Number(today.slice(0, 4))),
    ]);
    const parts: DocumentPageParts = {
      seen,
      document,
      ...corrections,
      bases,
      ...found,
      page,
      pageSize: RECIPIENTS_A_PAGE,
      units,
      next,
      today,
      typed,
      wording: this.wording,
    };
    return new Page(
      'documents/document',
      { about: seen.about, ...toDocumentPage(parts) },
      seen.frame({ href: null, label: 'Văn bản' }),
    );
  }

  /** A document of the register for those who may see it. Refuses `not-found`. */
  async document({ key }: SeenRegister, id: string): Promise<DocumentFacts> {
    const found = isId(id) ? await this.documents.inRegister(this.database.reader, key, id) : null;
    if (found === null) throw new Refused({ code: 'not-found' });
    return found;
  }
}
