import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../audit/audit.js';
import { FileScans, SCANNER } from '../storage/file-scans.js';
import { attachmentsOfBytes } from './rules.repository.js';

/** Puts on record that a paper of the rules was found infected. That nobody is handed it, and what its organiser has to do, follows from the find itself. */
@Injectable()
export class RulesFileQuarantine implements OnModuleInit {
  constructor(
    private readonly scans: FileScans,
    private readonly audit: Audit,
  ) {}

  onModuleInit(): void {
    this.scans.onInfected(async (tx, { sha256, finding }) => {
      for (const { contestId, rulesVersionId, number, name } of await attachmentsOfBytes(tx, sha256)) {
        await this.audit.recordSystem(tx, SCANNER, {
          act: 'contest.rules.quarantine',
          subjectKind: 'contest',
          subjectId: contestId,
          contestId,
          facts: { rulesVersionId, number, name, sha256, finding },
        });
      }
    });
  }
}
