import { Controller, Get, Header, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Database } from '../database/database.js';
import { Public } from './rights.js';

/** For machines: is the process up, is it ready to serve. */
@Controller()
export class HealthController {
  constructor(private readonly database: Database) {}

  @Get('healthz')
  @Public()
  @Header('Cache-Control', 'no-store')
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** 200 when the database answers and has every migration; 503 with the reasons otherwise. */
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
    if (reasons.length > 0) res.status(503);
    return { status: reasons.length === 0 ? 'ok' : 'unready', reasons };
  }
}
