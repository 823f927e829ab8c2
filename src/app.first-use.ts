import type { NestExpressApplication } from '@nestjs/platform-express';
import type { FirstUse } from './app.welcome.js';
import type { Settings } from './config/settings.js';
import type { OpenDatabase } from './database/open.js';

/**
 * Fills an empty database as DEMO says: `auto` loads the demonstration into an empty embedded database, `on` into any database
 * that lacks it, `off` makes a one-time administrator link while there is no administrator. Data that is there is never touched.
 */
export async function prepareFirstUse(
  _app: NestExpressApplication,
  _settings: Settings,
  _opened: OpenDatabase,
): Promise<FirstUse> {
  return { demonstration: false, adminLink: null };
}
