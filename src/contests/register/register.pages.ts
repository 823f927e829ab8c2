import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { DOCUMENT_KINDS, DOCUMENT_STATES, type DocumentFacts } from '../../documents/document.facts.js';
import { seriesOf } from '../../documents/document.number.js';
import { DocumentReader } from '../../documents/document.reader.js';
import type { Actor } from '../../kernel/actor.js';
import { isId } from '../../kernel/ids.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { dayOf } from '../../kernel/vietnamese/days.js';
import { Page } from '../../web/answer.js';
import type { Words } from '../../web/request.js';
import { type FormState, freshForm } from '../../web/views/form-state.js';
import type { Breadcrumb } from '../../web/views/page.js';
import { BroadcastRepository } from '../broadcast.repository.js';
import { frameOfContest, overseerCrumbs } from '../contest.frame.js';
import { refuseToEdit } from '../contest.policy.js';
import { pageNumber } from '../../web/page-number.js';
import { type DocumentPageParts, toDocumentPage } from './document.view.js';
import { RegisterKeeping, type SeenRegister } from './register.keeping.js';
import { registerPaths } from './register.paths.js';
import { KIND_OPTIONS, toRegisterView, typedCorrection } from './register.view.js';

const DOCUMENTS_A_PAGE = 30;
const RECIPIENTS_A_PAGE = 20;

/** The pages of a contest's register of documents. */
@Injectable()
export class RegisterPages {
  constructor(
    private readonly database: Database,
    private readonly keeping: RegisterKeeping,
    private readonly documents: DocumentReader,
    private readonly broadcasts: BroadcastRepository,
  ) {}

  async list(actor: Actor, slug: string, query: Words): Promise<Page> {
    const { reader } = this.database;
    const seen = await this.keeping.seen(actor, slug);
    const state = DOCUMENT_STATES.find((one) => one === query['trang-thai']) ?? null;
    const kind = DOCUMENT_KINDS.find((one) => one === query['loai']) ?? null;
    const page = pageNumber(query['trang']);
    const found = await this.documents.ofContest(reader, seen.contest.id, {
      state,
      kind,
      limit: DOCUMENTS_A_PAGE,
      offset: (page - 1) * DOCUMENTS_A_PAGE,
    });
    const mayKeep = refuseToEdit(actor, seen.contest) === null;
    const model = toRegisterView(slug, { ...found, state, kind, page, pageSize: DOCUMENTS_A_PAGE, mayKeep });
    return new Page('documents/register', { about: seen.contest.code, ...model }, this.frame(actor, seen));
  }

  /** The form of a document that was written elsewhere; `corrects` names the one that it corrects. */
  async form(actor: Actor, slug: string, corrects: string, typed: FormState | null): Promise<Page> {
    const seen = await this.keeping.seen(actor, slug);
    obey(refuseToEdit(actor, seen.contest));
    const corrected = corrects === '' ? null : await this.document(seen, corrects);
    const usual = corrected === null ? { issuer: seen.contest.organiserName } : typedCorrection(corrected);
    return new Page(
      'documents/form',
      {
        about: seen.contest.code,
        heading: corrected === null ? 'Ghi văn bản vào sổ' : 'Văn bản sửa, thay',
        form: typed ?? freshForm(usual),
        action: registerPaths.create(slug),
        corrects: corrected?.id ?? '',
        kinds: KIND_OPTIONS,
        backHref: corrected === null ? registerPaths.list(slug) : registerPaths.one(slug, corrected.id),
      },
      this.frame(actor, seen, { href: null, label: 'Ghi văn bản' }),
    );
  }

  async one(actor: Actor, slug: string, id: string, query: Words, typed: FormState | null = null): Promise<Page> {
    const { reader } = this.database;
    const seen = await this.keeping.seen(actor, slug);
    const { contest, calendar } = seen;
    const document = await this.document(seen, id);
    const page = pageNumber(query['trang']);
    const today = dayOf(calendar.now);
    const series = seriesOf(document.issuer, { contestId: contest.id, rehearsal: contest.rehearsal });
    const [corrections, bases, found, units, next] = await Promise.all([
      this.documents.corrections(reader, document),
      this.documents.bases(reader, document.id),
      this.documents.recipients(reader, document.id, {
        limit: RECIPIENTS_A_PAGE,
        offset: (page - 1) * RECIPIENTS_A_PAGE,
      }),
      this.broadcasts.units(reader, contest.id),
      this.documents.nextNumber(reader, series, Number(today.slice(0, 4))),
    ]);
    const parts: DocumentPageParts = {
      slug,
      document,
      ...corrections,
      bases,
      ...found,
      page,
      pageSize: RECIPIENTS_A_PAGE,
      units,
      next,
      today,
      mayKeep: refuseToEdit(actor, contest) === null,
      typed,
    };
    return new Page(
      'documents/document',
      { about: contest.code, ...toDocumentPage(parts) },
      this.frame(actor, seen, { href: null, label: 'Văn bản' }),
    );
  }

  /** A document of the contest for those who may see its register. Refuses `not-found`. */
  async document({ contest }: SeenRegister, id: string): Promise<DocumentFacts> {
    const found = isId(id) ? await this.documents.byId(this.database.reader, contest.id, id) : null;
    if (found === null) throw new Refused({ code: 'not-found' });
    return found;
  }

  private frame(actor: Actor, { contest, calendar }: SeenRegister, here: Breadcrumb | null = null) {
    const list = { href: here === null ? null : registerPaths.list(contest.slug), label: 'Sổ văn bản' };
    return frameOfContest(
      contest,
      calendar,
      overseerCrumbs(actor, contest, ...(here === null ? [list] : [list, here])),
    );
  }
}
