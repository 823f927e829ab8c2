import { Controller, Get, Header, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from './database/database.js';
import { FileStore } from './storage/file-store.js';
import { Public } from './web/rights.js';

/** For machines: is the process up, is it ready to serve. */
@Controller()
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly files: FileStore,
  ) {}

  @Get('healthz')
  @Public()
  @Header('Cache-Control', 'no-store')
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 200 when the database answers and has every migration, and the file store takes files; 503 with the reasons otherwise. */
  @Get('readyz')
  @Public()
  @Header('Cache-Control', 'no-store')
  async ready(@Res({ passthrough: true }) res: Response): Promise<{ status: 'ok' | 'unready'; reasons: string[] }> {
    const reasons: string[] = [];
    try {
      const pending = await this.database.source.showMigrations();
      if (pending) reasons.push('migrations are pending');
    } catch {
      reasons.push('the database does not answer');
    }
    try {
      await this.files.proveWritable();
    } catch {
      reasons.push('the file store cannot be written');
    }
    if (reasons.length > 0) res.status(503);
    return { status: reasons.length === 0 ? 'ok' : 'unready', reasons };
  }
}
