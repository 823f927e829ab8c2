import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createLogger } from './web/logger.js';
import { Wording } from './web/wording.js';
import { readSettings, type Settings } from './config/settings.js';
import { projectFolder } from './config/project.js';
import { sealSecretOf, sessionSecretOf } from './config/secrets.js';
import { type OpenDatabase, openDatabase } from './database/open.js';
import { Refused } from './kernel/refusal.js';
import { WallClock } from './kernel/clock.js';
import type { AppParts } from './app.pipeline.js';

/** Prints every faulty setting and ends the process with 2 (wrong usage); otherwise the settings. */
export function settingsOrExit(): Settings {
  const read = readSettings(process.env, (path) => readFileSync(path, 'utf8'));
  if ('settings' in read) return read.settings;
  process.stderr.write(
    `Không khởi động được vì cấu hình chưa đúng:\n${read.faults.map((fault) => `  - ${fault}\n`).join('')}`,
  );
  process.exit(2);
}

/** Tries whether the platform may listen where it is told to; if not, says why and ends with 1, before anything is opened. */
export async function portOrExit({ host, port }: Pick<Settings, 'host' | 'port'>): Promise<void> {
  const trial = createServer();
  try {
    await new Promise<void>((resolve, reject) => trial.once('error', reject).listen(port, host, resolve));
    await new Promise((resolve) => trial.close(resolve));
  } catch (error) {
    process.stderr.write(`${sayWhyNotListening((error as NodeJS.ErrnoException).code, { host, port })}\n`);
    process.exit(1);
  }
}

function sayWhyNotListening(code: string | undefined, { host, port }: Pick<Settings, 'host' | 'port'>): string {
  if (code === 'EADDRINUSE')
    return `Cổng ${port} trên ${host} đang có chương trình khác dùng. Dừng chương trình ấy, hoặc đặt PORT sang cổng khác rồi chạy lại.`;
  if (code === 'EACCES')
    return `Tài khoản này không được mở cổng ${port}. Đặt PORT từ 1024 trở lên rồi chạy lại, hoặc để máy chủ web ở phía trước mở cổng ấy.`;
  return `Không mở được cổng ${port} trên ${host} (${code ?? 'không rõ'}). Đặt HOST là một địa chỉ của chính máy này rồi chạy lại.`;
}

/** Opens the database for a process of ours; when that is refused, says why and ends with 1. */
export async function databaseOrExit(settings: Settings, { migrate }: { migrate: boolean }): Promise<OpenDatabase> {
  try {
    return await openDatabase(settings, (line) => process.stderr.write(`${line}\n`), { migrate });
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  }
}

/** The parts an application of this process is built from. */
export async function partsOf(
  settings: Settings,
  { database }: OpenDatabase,
  baseUrl: () => string,
): Promise<AppParts> {
  return {
    database,
    clock: new WallClock(),
    logger: createLogger(settings.logLevel),
    root: projectFolder(),
    sessionSecret: settings.sessionSecret ?? (await sessionSecretOf(settings)),
    sealSecret: await sealSecretOf(settings),
    backups: { folder: settings.backupDir, passphrase: settings.backupPassphrase },
    baseUrl,
    trustedHops: settings.trustProxy,
    cachedViews: true,
    uploadsDir: settings.uploadsDir,
    uploadMaxBytes: settings.uploadMaxBytes,
    personQuotaBytes: settings.uploadPersonQuotaBytes,
    communeQuotaBytes: settings.uploadCommuneQuotaBytes,
    keepFreeBytes: settings.uploadKeepFreeBytes,
    smtpUrl: settings.smtpUrl,
    webhookHosts: settings.webhookHosts,
    clamdUrl: settings.clamdUrl,
  };
}

function explain(error: unknown): string {
  if (error instanceof Refused) return new Wording([]).of(error.refusal).sentence;
  return error instanceof Error ? error.message : String(error);
}
