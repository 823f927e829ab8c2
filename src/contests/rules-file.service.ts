import { Injectable } from '@nestjs/common';
import type { Act } from '../kernel/actor.js';
import { newId } from '../kernel/ids.js';
import { obey, Refused } from '../kernel/refusal.js';
import { noteStoredFile } from '../storage/stored-files.js';
import type { ReceivedFile } from '../storage/upload.engine.js';
import type { RulesVersionId } from './contest.facts.js';
import { refuseToDetach } from './contest.policy.js';
import { type Change, PartService } from './parts/part.service.js';
import { attachmentsOf, deleteAttachment, insertAttachment, rulesVersions } from './rules.repository.js';

/** Attaches papers to a version of the rules and takes them off again. A version in force in an open contest keeps what it has, but for infected files. */
@Injectable()
export class RulesFileService {
  constructor(private readonly parts: PartService) {}

  /** Adds files at the end; more papers may always come, also to a version in force. */
  async attach(act: Act, change: Change, versionId: RulesVersionId, files: readonly ReceivedFile[]): Promise<void> {
    await this.parts.change(act, change, 'contest.rules.attach', async (tx, { contest }) => {
      for (const file of files) {
        await noteStoredFile(tx, file);
        await insertAttachment(tx, contest.id, {
          id: newId(),
          rulesVersionId: versionId,
          name: file.name,
          sha256: file.sha256,
        });
      }
      return {
        before: null,
        after: { rulesVersionId: versionId, files: files.map(({ name, sha256 }) => ({ name, sha256 })) },
      };
    });
  }

  /** Takes one file off. Refuses `rules-in-force` once people rely on the version, unless the file is infected; `not-found` for a file of another. */
  async detach(act: Act, change: Change, versionId: RulesVersionId, fileId: string): Promise<void> {
    await this.parts.change(act, change, 'contest.rules.detach', async (tx, { contest, calendar }) => {
      const rules = (await rulesVersions(tx, contest.id)).find((one) => one.id === versionId);
      const file = (await attachmentsOf(tx, versionId)).find((one) => one.id === fileId);
      if (rules === undefined || file === undefined) throw new Refused({ code: 'not-found' });
      obey(refuseToDetach(contest, rules, file, calendar.now));
      await deleteAttachment(tx, contest.id, fileId);
      return { before: { rulesVersionId: versionId, name: file.name, sha256: file.sha256 }, after: null };
    });
  }
}
