import { Injectable } from '@nestjs/common';
import { RegisterKeeping } from '../../contests/register/register.keeping.js';
import { readBases } from '../../documents/basis.reading.js';
import type { DocumentId } from '../../documents/document.facts.js';
import { DocumentService } from '../../documents/document.service.js';
import type { Act } from '../../kernel/actor.js';
import { Refused } from '../../kernel/refusal.js';
import { AwardPaperPages } from './award-paper.pages.js';
import { linesOf, wordOf } from './paper.fields.js';
import { REGISTERED_KINDS } from './registered.kinds.js';

/** Takes a paper on awards into the register, word for word as it would be handed out at that moment. */
@Injectable()
export class PaperRegistration {
  constructor(
    private readonly pages: AwardPaperPages,
    private readonly keeping: RegisterKeeping,
    private readonly documents: DocumentService,
  ) {}

  /** Refuses `not-found`, `award-list-missing`, `document-under-way`, and `document-not-correctable` for the one that it is to replace. */
  async register(act: Act, slug: string, code: string, correctsId: string | null): Promise<DocumentId> {
    const kind = REGISTERED_KINDS.get(code);
    if (kind === undefined) throw new Refused({ code: 'not-found' });
    const { paper, facts, words } = await this.pages.open(act.actor, slug, code);
    return this.documents.draft(act, this.keeping.open(act, { slug }), {
      words: {
        kind,
        issuer: linesOf(words, 'organ').join(' '),
        symbol: wordOf(words, 'symbol').replace(/\s+/gu, ''),
        subject: wordOf(words, 'subject') || `${paper.title} ${facts.contest.name}`,
        recipientsText: linesOf(words, 'recipients').join('\n'),
      },
      paper: {
        source: code,
        paper: paper.toPaper(facts, words),
        signer: wordOf(words, 'signer'),
        powers: linesOf(words, 'powers').join('\n'),
        awaitsResult: facts.list.state !== 'published',
      },
      bases: readBases(linesOf(words, 'bases')),
      correctsId,
    });
  }
}
