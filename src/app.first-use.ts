import type { NestExpressApplication } from '@nestjs/platform-express';
import { FirstPeopleService } from './accounts/first-people.service.js';
import { APP_WORDINGS } from './app.wording.js';
import type { FirstUse } from './app.welcome.js';
import { isLoopback, type Settings } from './config/settings.js';
import type { OpenDatabase } from './database/open.js';
import { DemonstrationAccounts } from './demonstrations/demonstration.accounts.js';
import { DemonstrationService } from './demonstrations/demonstration.service.js';
import { Refused } from './kernel/refusal.js';
import { UnitService } from './units/unit.service.js';
import { Wording } from './web/wording.js';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * Fills an empty database as DEMO says: `auto` loads the demonstration into an empty embedded database, `on` into any database
 * that lacks it. Whatever DEMO says, the units that come with the platform are entered, and there is a one-time administrator
 * link while nobody can administer. A load that was cut off is begun again. Data that is there is never touched.
 */
export async function prepareFirstUse(
  app: NestExpressApplication,
  settings: Settings,
  opened: OpenDatabase,
  stop: AbortSignal,
): Promise<FirstUse> {
  await app.get(UnitService).enterShipped();
  const loopback = isLoopback(settings.host);
  if (loopback) app.get(DemonstrationAccounts).offer();
  const demonstration = await loadAsAsked(app.get(DemonstrationService), settings, opened, stop);
  if (demonstration && !loopback) {
    say('Chú ý: tài khoản diễn tập có mật khẩu ai cũng biết, mà máy này nhận kết nối từ bên ngoài.');
  }
  const accounts = demonstration
    ? (await app.get(DemonstrationAccounts).entered()).map(({ username }) => username)
    : [];
  if (stop.aborted) return { demonstration, accounts, adminLink: null };
  const link = await app.get(FirstPeopleService).firstAdministrator();
  return { demonstration, accounts, adminLink: link?.path ?? null };
}

/** Is the demonstration there in the end? */
async function loadAsAsked(
  service: DemonstrationService,
  { demo }: Pick<Settings, 'demo'>,
  { embedded }: Pick<OpenDatabase, 'embedded'>,
  stop: AbortSignal,
): Promise<boolean> {
  const { isLoaded, isInterrupted, isEmpty } = await service.standing();
  const isWanted = demo === 'on' ? !isLoaded : demo === 'auto' && embedded && (isEmpty || isInterrupted);
  if (!isWanted) return isLoaded;
  try {
    await service.load('intake', say, stop);
    return true;
  } catch (fault) {
    if (stop.aborted) return false;
    // The platform runs without its demonstration; why there is none is said in words.
    if (!(fault instanceof Refused)) throw fault;
    say(new Wording(APP_WORDINGS).of(fault.refusal).sentence);
    return isLoaded;
  }
}
