import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { FileScans, SCANNER } from '../../storage/file-scans.js';
import { CountRepository } from './count.repository.js';

/** Puts on record that a screenshot was found infected. That nobody is handed it follows from the find itself. */
@Injectable()
export class CountQuarantine implements OnModuleInit {
  constructor(
    private readonly scans: FileScans,
    private readonly audit: Audit,
    private readonly counts: CountRepository,
  ) {}

  onModuleInit(): void {
    this.scans.onInfected(async (tx, { sha256, finding }) => {
      for (const { groupId, name } of await this.counts.ofBytes(tx, sha256)) {
        await this.audit.recordSystem(tx, SCANNER, {
          act: 'community-group.quarantine',
          subjectKind: 'community-group',
          subjectId: groupId,
          facts: { name, sha256, finding },
        });
      }
    });
  }
}
