import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Act } from '../kernel/actor.js';
import { newId } from '../kernel/ids.js';
import { Refused } from '../kernel/refusal.js';
import { StorageSweep } from '../storage/storage.sweep.js';
import { noteStoredFile } from '../storage/stored-files.js';
import type { ReceivedFile } from '../storage/upload.engine.js';
import { type Change, PartService } from './parts/part.service.js';
import {
  deletePracticeFile,
  insertPracticeFile,
  lockPractice,
  practiceFilesOf,
  practicePictures,
} from './practice.repository.js';

/** A dossier of more files is no sample that a judge reads in an hour. */
export const MOST_PRACTICE_FILES = 20;

/** Gives sample dossiers files and takes them away again; like the samples themselves they may change at any time. */
@Injectable()
export class PracticeFileService implements OnModuleInit {
  constructor(
    private readonly parts: PartService,
    private readonly sweep: StorageSweep,
  ) {}

  onModuleInit(): void {
    this.sweep.keepPicturesOf(async (reader) => ({ files: await practicePictures(reader), books: [] }));
  }

  /** Adds files at the end. Refused: `not-found` for a sample that is gone, `practice-files-full` beyond twenty. */
  async attach(act: Act, change: Change, practiceId: string, files: readonly ReceivedFile[]): Promise<void> {
    await this.parts.change(act, change, 'contest.practice.attach', async (tx, { contest }) => {
      const sample = await lockPractice(tx, contest.id, practiceId);
      if (sample === null) throw new Refused({ code: 'not-found' });
      const kept = await practiceFilesOf(tx, practiceId);
      if (kept.length + files.length > MOST_PRACTICE_FILES)
        throw new Refused({ code: 'practice-files-full', most: MOST_PRACTICE_FILES, kept: kept.length });
      for (const [index, file] of files.entries()) {
        await noteStoredFile(tx, file);
        await insertPracticeFile(tx, practiceId, { id: newId(), ...file, place: kept.length + index + 1 });
      }
      return {
        before: null,
        after: { title: sample.title, files: files.map(({ name, sha256 }) => ({ name, sha256 })) },
      };
    });
  }

  /** Takes one file away; `not-found` for a file of another sample. */
  async detach(act: Act, change: Change, practiceId: string, fileId: string): Promise<void> {
    await this.parts.change(act, change, 'contest.practice.detach', async (tx, { contest }) => {
      const sample = await lockPractice(tx, contest.id, practiceId);
      const file = (await practiceFilesOf(tx, practiceId)).find(({ id }) => id === fileId);
      if (sample === null || file === undefined) throw new Refused({ code: 'not-found' });
      await deletePracticeFile(tx, fileId);
      return { before: { title: sample.title, name: file.name, sha256: file.sha256 }, after: null };
    });
  }
}
