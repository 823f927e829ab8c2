import { randomUUID } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { FileSender } from '../../storage/file-sender.js';
import { type BookedDossier, DossierBooks } from './dossier.book.js';

/** Hands a dossier's book out; nothing of it is kept. */
@Injectable()
export class BookSending {
  constructor(
    private readonly books: DossierBooks,
    private readonly sender: FileSender,
  ) {}

  /** Makes it now. Whether this reader may have it is the caller's question. */
  async send(res: Response, dossier: BookedDossier): Promise<void> {
    const path = join(tmpdir(), `hoithi-${randomUUID()}.pdf`);
    try {
      await this.books.make(dossier, path);
      const { size } = await stat(path);
      await this.sender.sendMade(res, { path, size, name: `${dossier.entry.code}.pdf`, type: 'application/pdf' });
    } finally {
      await rm(path, { force: true });
    }
  }
}
