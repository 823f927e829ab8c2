import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { FileScans, SCANNER } from '../storage/file-scans.js';
import { DocumentRepository } from './document.repository.js';

/** Puts on record that a signed copy was found infected. That nobody is handed it, and what its keepers have to do, follows from the find itself. */
@Injectable()
export class DocumentQuarantine implements OnModuleInit {
  constructor(
    private readonly scans: FileScans,
    private readonly audit: Audit,
    private readonly documents: DocumentRepository,
  ) {}

  onModuleInit(): void {
    this.scans.onInfected(async (tx, { sha256, finding }) => {
      for (const { id, contestId, name } of await this.documents.ofBytes(tx, sha256)) {
        await this.audit.recordSystem(tx, SCANNER, {
          act: 'document.quarantine',
          subjectKind: 'document',
          subjectId: id,
          contestId,
          facts: { name, sha256, finding },
        });
      }
    });
  }
}
