import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { FileScans, SCANNER } from '../../storage/file-scans.js';
import { ObservationRepository } from './observation.repository.js';

/** Puts on record that a file of evidence was found infected. That nobody is handed it follows from the find itself. */
@Injectable()
export class ObservationQuarantine implements OnModuleInit {
  constructor(
    private readonly scans: FileScans,
    private readonly audit: Audit,
    private readonly observations: ObservationRepository,
  ) {}

  onModuleInit(): void {
    this.scans.onInfected(async (tx, { sha256, finding }) => {
      for (const { observationId, name } of await this.observations.ofBytes(tx, sha256)) {
        await this.audit.recordSystem(tx, SCANNER, {
          act: 'emulation.quarantine',
          subjectKind: 'emulation-observation',
          subjectId: observationId,
          facts: { name, sha256, finding },
        });
      }
    });
  }
}
