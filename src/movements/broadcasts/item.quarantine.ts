import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { FileScans, SCANNER } from '../../storage/file-scans.js';
import { ItemRepository } from './item.repository.js';

/** Puts on record that a picture of an item was found infected. That nobody is handed it follows from the find itself. */
@Injectable()
export class ItemQuarantine implements OnModuleInit {
  constructor(
    private readonly scans: FileScans,
    private readonly audit: Audit,
    private readonly items: ItemRepository,
  ) {}

  onModuleInit(): void {
    this.scans.onInfected(async (tx, { sha256, finding }) => {
      for (const { itemId, title } of await this.items.ofBytes(tx, sha256)) {
        await this.audit.recordSystem(tx, SCANNER, {
          act: 'propaganda.quarantine',
          subjectKind: 'propaganda',
          subjectId: itemId,
          facts: { propaganda: title, sha256, finding },
        });
      }
    });
  }
}
