import { Controller, Get, Inject, Query } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { Page } from '../../web/answer.js';
import { readCursor, readLimit, writeCursor } from '../../web/cursor.js';
import { PublicJson } from '../../web/public-json.js';
import { Public } from '../../web/rights.js';
import { auditPaths } from '../audit.paths.js';
import { SEAL, type Seal } from '../seal.js';
import type { LogHead } from './log-head.js';
import { LogHeadRepository } from './log-head.repository.js';

const PAGE_SIZE = 50;

/** Signed heads of the log, for whoever wants to keep them outside the house (TRUST A.3: public). They tell how much was done, never what. */
@Controller()
export class LogHeadController {
  constructor(
    private readonly database: Database,
    private readonly heads: LogHeadRepository,
    @Inject(SEAL) private readonly seal: Seal,
  ) {}

  @Get(auditPaths.heads)
  @Public()
  async page(@Query('truoc') before: unknown): Promise<Page> {
    const size = typeof before === 'string' && /^[1-9]\d{0,14}$/.test(before) ? Number(before) : null;
    const found = await this.heads.before(this.database.reader, size, PAGE_SIZE + 1);
    const shown = found.slice(0, PAGE_SIZE);
    return new Page('audit/heads', {
      heads: shown.map((head) => ({ ...head, at: formatDateTime(head.at) })),
      publicKey: this.seal.publicKey,
      fingerprint: this.seal.fingerprint,
      olderHref: found.length > PAGE_SIZE ? `${auditPaths.heads}?truoc=${shown.at(-1)?.size ?? 0}` : null,
      newestHref: size === null ? null : auditPaths.heads,
      apiHref: auditPaths.apiHeads,
    });
  }

  /** The same for programs, the newest first. */
  @Get(auditPaths.apiHeads)
  @Public()
  async api(@Query('limit') typedLimit: unknown, @Query('cursor') typedCursor: unknown): Promise<PublicJson> {
    const limit = readLimit(typedLimit);
    const size = readCursor(typedCursor, ([place]) => (typeof place === 'number' ? place : null));
    const found = await this.heads.before(this.database.reader, size, limit + 1);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const nextCursor = found.length > limit && last !== undefined ? writeCursor([last.size]) : null;
    return new PublicJson({ publicKey: this.seal.publicKey, heads: shown.map(toJson), nextCursor });
  }
}

const toJson = ({ at, ...head }: LogHead): object => ({ ...head, at: at.toISOString() });
