import { Controller, Delete, Head, Options, Param, Patch, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { Response } from 'express';
import type { Act, Actor } from '../kernel/actor.js';
import { obey, Refused } from '../kernel/refusal.js';
import { slicesOf } from '../storage/body-slices.js';
import {
  type Checksum,
  obeyVersion,
  readBytes,
  readChecksum,
  readMetadata,
  TUS_CHECKSUMS,
  TUS_CHUNK_TYPE,
  TUS_EXTENSIONS,
  TUS_VERSION,
} from '../storage/tus.headers.js';
import { TheAct, TheActor, type WebRequest } from '../web/request.js';
import { Allow } from '../web/rights.js';
import { entryPaths } from './entry.paths.js';
import { TransferEnding } from './transfer.ending.js';
import { TransferFaults } from './transfer.faults.js';
import { keptUntil, type TransferFacts } from './transfer.facts.js';
import { TransferService } from './transfer.service.js';

/** Chunks that one process reads at the same time: each holds about two slices in memory. */
const MOST_AT_ONCE = 40;

/**
 * Resumable uploads, tus 1.0 (creation, termination, expiration, checksum), for the script of the slot page and any client of
 * the protocol. Sessions, roles, tokens and policies are those of the pages.
 */
@Controller()
@UseFilters(TransferFaults)
export class TransferController {
  private reading = 0;

  constructor(
    private readonly service: TransferService,
    private readonly ending: TransferEnding,
  ) {}

  @Options(entryPaths.transfers(':code', ':slot'))
  @Allow('commune')
  about(@Res() res: Response): void {
    res.setHeader('Tus-Version', TUS_VERSION);
    res.setHeader('Tus-Extension', TUS_EXTENSIONS);
    res.setHeader('Tus-Checksum-Algorithm', TUS_CHECKSUMS);
    this.say(res, 204).end();
  }

  @Post(entryPaths.transfers(':code', ':slot'))
  @Allow('commune')
  async begin(
    @Req() req: WebRequest,
    @Res() res: Response,
    @TheAct() act: Act,
    @Param('code') code: string,
    @Param('slot') slot: string,
  ): Promise<void> {
    await this.service.refuseToSee(act.actor, code, slot);
    obeyVersion(req.get('tus-resumable'));
    const words = readMetadata(req.get('upload-metadata'));
    const transfer = await this.service.begin(act, code, slot, {
      name: words.get('filename') ?? '',
      size: readBytes(req.get('upload-length')),
      fingerprint: words.get('fingerprint') ?? '',
    });
    res.setHeader('Location', entryPaths.transfer(code, transfer.id));
    this.tell(res, transfer, 201).end();
  }

  @Head(entryPaths.transfer(':code', ':transfer'))
  @Allow('commune')
  async show(
    @Res() res: Response,
    @TheActor() actor: Actor,
    @Param('code') code: string,
    @Param('transfer') id: string,
  ): Promise<void> {
    const transfer = await this.service.show(actor, code, id);
    if (transfer.refusal !== null) throw new Refused(transfer.refusal);
    res.setHeader('Upload-Length', String(transfer.size));
    this.tell(res, transfer, 200).end();
  }

  /** Takes a chunk; the last one, or an empty one at the end, puts the file into its slot before it is answered. */
  @Patch(entryPaths.transfer(':code', ':transfer'))
  @Allow('commune')
  async append(
    @Req() req: WebRequest,
    @Res() res: Response,
    @TheAct() act: Act,
    @Param('code') code: string,
    @Param('transfer') id: string,
  ): Promise<void> {
    const transfer = await this.service.show(act.actor, code, id);
    obeyVersion(req.get('tus-resumable'));
    if (req.get('content-type') !== TUS_CHUNK_TYPE) throw new Refused({ code: 'malformed' });
    const from = readBytes(req.get('upload-offset'));
    const checksum = readChecksum(req.get('upload-checksum'));
    const to = await this.inTurn(() =>
      this.service.append(act.actor, code, id, { offset: from, slices: counted(slicesOf(req), checksum) }),
    );
    if (checksum !== null && req.complete && checksum.hash.digest('base64') !== checksum.digest) {
      await this.service.takeBack(transfer, { from, to });
      throw new Refused({ code: 'chunk-differs', offset: from });
    }
    this.tell(res, await this.ending.finish(act, code, id), 204).end();
  }

  @Delete(entryPaths.transfer(':code', ':transfer'))
  @Allow('commune')
  async drop(
    @Req() req: WebRequest,
    @Res() res: Response,
    @TheAct() act: Act,
    @Param('code') code: string,
    @Param('transfer') id: string,
  ): Promise<void> {
    await this.service.show(act.actor, code, id);
    obeyVersion(req.get('tus-resumable'));
    await this.service.drop(act, code, id);
    this.say(res, 204).end();
  }

  private async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    obey(this.reading >= MOST_AT_ONCE ? { code: 'too-many-transfers', retryAfterSeconds: 5 } : null);
    this.reading += 1;
    try {
      return await work();
    } finally {
      this.reading -= 1;
    }
  }

  private tell(res: Response, transfer: TransferFacts, status: number): Response {
    res.setHeader('Upload-Offset', String(transfer.received));
    if (transfer.state === 'arriving') res.setHeader('Upload-Expires', keptUntil(transfer).toUTCString());
    return this.say(res, status);
  }

  private say(res: Response, status: number): Response {
    res.setHeader('Tus-Resumable', TUS_VERSION);
    res.setHeader('Cache-Control', 'no-store');
    return res.status(status);
  }
}

/** The slices as they are, counted into the checksum on their way. */
async function* counted(slices: AsyncIterable<Buffer>, checksum: Checksum | null): AsyncGenerator<Buffer> {
  for await (const slice of slices) {
    checksum?.hash.update(slice);
    yield slice;
  }
}
