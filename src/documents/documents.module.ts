import { Module, type OnModuleInit } from '@nestjs/common';
import { Invariants } from '../database/invariants.js';
import { DocumentDesk } from './document.desk.js';
import { DOCUMENT_INVARIANTS } from './document.invariants.js';
import { DocumentQuarantine } from './document.quarantine.js';
import { DocumentReader } from './document.reader.js';
import { DocumentRepository } from './document.repository.js';
import { DocumentService } from './document.service.js';
import { RegisterPages } from './register/register.pages.js';
import { RecipientRepository } from './recipient.repository.js';
import { RecipientService } from './recipient.service.js';

/** The register of official documents. Its pages stand in the rooms whose documents they are. */
@Module({
  providers: [
    DocumentDesk,
    DocumentQuarantine,
    DocumentReader,
    DocumentRepository,
    DocumentService,
    RecipientRepository,
    RecipientService,
    RegisterPages,
  ],
  exports: [DocumentReader, DocumentService, RecipientService, RegisterPages],
})
export class DocumentsModule implements OnModuleInit {
  constructor(private readonly invariants: Invariants) {}

  onModuleInit(): void {
    this.invariants.keep(DOCUMENT_INVARIANTS);
  }
}
