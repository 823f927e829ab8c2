import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { SettingsReading } from './settings.reading.js';

export const DEMO_CHOICES = ['auto', 'on', 'off'] as const;
export type DemoChoice = (typeof DEMO_CHOICES)[number];

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the environment decides, read once at boot and never again. The class is the name under which Nest hands it out. */
export abstract class Settings {
  abstract readonly host: string;
  /** 0: any free port, which only tests want. */
  abstract readonly port: number;
  /** Where people reach the platform, without a closing slash; goes into papers, mails and QR codes. */
  abstract readonly baseUrl: string;
  /** Nobody set BASE_URL: it was put together from HOST and PORT, and follows the port really taken. */
  abstract readonly baseUrlIsDefault: boolean;
  /** The address is https: cookies are Secure and carry the `__Host-` prefix. */
  abstract readonly secureCookies: boolean;
  /** A PostgreSQL server of the operator's own. Null: the embedded one. */
  abstract readonly databaseUrl: string | null;
  /** Absolute path: embedded database and generated secrets. */
  abstract readonly dataDir: string;
  /** Absolute path of the local file store. */
  abstract readonly uploadsDir: string;
  abstract readonly uploadMaxBytes: number;
  /** The most bytes of one person's and of one commune's files in all, and what uploads leave free on the disk. */
  abstract readonly uploadPersonQuotaBytes: number;
  abstract readonly uploadCommuneQuotaBytes: number;
  abstract readonly uploadKeepFreeBytes: number;
  abstract readonly demo: DemoChoice;
  /** Null: generated at first need and kept (see `sealSecretOf`). */
  abstract readonly sealSecret: string | null;
  /** Absolute path of the place where a snapshot is made every night; null: none is. */
  abstract readonly backupDir: string | null;
  /** Null: snapshots are not encrypted. */
  abstract readonly backupPassphrase: string | null;
  /** Null: generated at first need and kept (see `sessionSecretOf`). */
  abstract readonly sessionSecret: string | null;
  /** Where clamd listens; null: files are not scanned. */
  abstract readonly clamdUrl: string | null;
  /** Null: no mail leaves this machine. */
  abstract readonly smtpUrl: string | null;
  /** Hosts of the operator's own network that webhooks may reach, and without TLS; empty: the internet by https alone. */
  abstract readonly webhookHosts: readonly string[];
  /** How many proxies in front are believed about the caller's address. */
  abstract readonly trustProxy: number;
  abstract readonly logLevel: LogLevel;
  abstract readonly production: boolean;
}

const BYTES_IN_A_MEGABYTE = 1024 * 1024;
/** Below this a secret can be searched; 32 signs of base64 carry 192 bits. */
export const SESSION_SECRET_MIN_LENGTH = 32;
const S3_NAMES = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

/**
 * Reads the environment of ARCHITECTURE §4. Each NAME may also come as NAME_FILE, the path of a file that holds the value.
 * Empty text counts as not set. Answers either the settings or every fault at once, one Vietnamese sentence each,
 * which names the variable, what was read (never a secret) and what is allowed. Relative paths start at the working folder.
 * `readFile` answers the text of a file and throws when it cannot.
 */
export function readSettings(
  env: Record<string, string | undefined>,
  readFile: (path: string) => string,
): { settings: Settings } | { faults: string[] } {
  const reading = new SettingsReading(env, readFile);
  const host = reading.text('HOST', 'một tên máy hoặc địa chỉ IP, ví dụ 127.0.0.1', isHost) ?? '127.0.0.1';
  const port = reading.integer('PORT', 0, 65_535) ?? 3000;
  const givenBaseUrl = reading.text(
    'BASE_URL',
    'một địa chỉ http:// hoặc https:// chỉ gồm tên máy và cổng, ví dụ https://hoithi.example.vn',
    isOrigin,
  );
  const baseUrl = (givenBaseUrl ?? `http://${isIP(host) === 6 ? `[${host}]` : host}:${port}`).replace(/\/+$/, '');
  const dataDir = resolve(reading.text('DATA_DIR', 'đường dẫn một thư mục', isPath) ?? '.data');
  const backupDir = reading.text('BACKUP_DIR', 'đường dẫn một thư mục, hoặc off', isPath);
  const settings: Settings = {
    host,
    port,
    baseUrl,
    baseUrlIsDefault: givenBaseUrl === null,
    secureCookies: /^https:/i.test(baseUrl),
    databaseUrl: reading.secret(
      'DATABASE_URL',
      'dạng postgres://người-dùng:mật-khẩu@máy:cổng/tên-cơ-sở-dữ-liệu',
      isDatabaseUrl,
    ),
    dataDir,
    uploadsDir: resolve(reading.text('UPLOADS_DIR', 'đường dẫn một thư mục', isPath) ?? 'uploads'),
    uploadMaxBytes: (reading.integer('UPLOAD_MAX_MB', 1, 4096) ?? 200) * BYTES_IN_A_MEGABYTE,
    // A commune of thirty villages with a video each stays below a third of this.
    uploadPersonQuotaBytes: (reading.integer('UPLOAD_PERSON_QUOTA_MB', 1, 99_999_999) ?? 20_480) * BYTES_IN_A_MEGABYTE,
    uploadCommuneQuotaBytes:
      (reading.integer('UPLOAD_COMMUNE_QUOTA_MB', 1, 99_999_999) ?? 20_480) * BYTES_IN_A_MEGABYTE,
    uploadKeepFreeBytes: (reading.integer('UPLOAD_KEEP_FREE_MB', 0, 99_999_999) ?? 512) * BYTES_IN_A_MEGABYTE,
    demo: reading.choice('DEMO', DEMO_CHOICES) ?? 'auto',
    sessionSecret: reading.secret(
      'SESSION_SECRET',
      `ít nhất ${SESSION_SECRET_MIN_LENGTH} ký tự`,
      (text) => text.length >= SESSION_SECRET_MIN_LENGTH,
    ),
    backupDir: backupDir === 'off' ? null : resolve(backupDir ?? join(dataDir, 'backups')),
    backupPassphrase: reading.secret('BACKUP_PASSPHRASE', 'ít nhất 12 ký tự', (text) => text.length >= 12),
    sealSecret: reading.secret(
      'SEAL_SECRET',
      `ít nhất ${SESSION_SECRET_MIN_LENGTH} ký tự`,
      (text) => text.length >= SESSION_SECRET_MIN_LENGTH,
    ),
    clamdUrl: reading.text('CLAMD_URL', 'dạng tcp://máy:cổng hoặc unix:///đường/dẫn/clamd.ctl', isClamdUrl),
    smtpUrl: reading.secret('SMTP_URL', 'dạng smtp://máy:cổng hoặc smtps://người-dùng:mật-khẩu@máy:cổng', isSmtpUrl),
    webhookHosts: (
      reading.text('WEBHOOK_HOSTS', 'tên máy hoặc địa chỉ IP, cách nhau bằng dấu phẩy', (text) =>
        text.split(',').every((one) => isHost(one.trim())),
      ) ?? ''
    )
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
    trustProxy: reading.integer('TRUST_PROXY', 0, 16) ?? 0,
    logLevel: reading.choice('LOG_LEVEL', LOG_LEVELS) ?? 'info',
    production: env.NODE_ENV === 'production',
  };
  refuseS3(reading);
  return reading.faults.length > 0 ? { faults: reading.faults } : { settings };
}

/** Does this HOST serve only the machine itself? Only there are the demonstration's accounts offered as buttons. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** The S3 store comes in a later version; half of its variables is a fault already, so that nobody learns it only then. */
function refuseS3(reading: SettingsReading): void {
  reading.text('S3_ENDPOINT', 'một địa chỉ http:// hoặc https://', isOrigin);
  reading.text('S3_BUCKET', '3 đến 63 chữ thường, chữ số, dấu chấm hoặc gạch nối', (text) =>
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(text),
  );
  reading.text('S3_REGION', 'chữ thường, chữ số và gạch nối, ví dụ us-east-1', (text) => /^[a-z0-9-]+$/.test(text));
  reading.secret('S3_ACCESS_KEY_ID', 'một chuỗi không có khoảng trắng', (text) => /^\S+$/.test(text));
  reading.secret('S3_SECRET_ACCESS_KEY', 'một chuỗi không có khoảng trắng', (text) => /^\S+$/.test(text));
  const given = S3_NAMES.filter((name) => reading.isGiven(name));
  if (given.length === 0) return;
  const missing = S3_NAMES.filter((name) => !reading.isGiven(name));
  if (missing.length > 0) {
    reading.faults.push(
      `${missing.join(', ')}: chưa đặt, trong khi đã đặt ${given.join(', ')}; cần đặt đủ cả năm biến S3_* hoặc không đặt biến nào.`,
    );
  }
  reading.faults.push(`${given.join(', ')}: bản này chưa hỗ trợ kho S3; hãy bỏ các biến S3_* và dùng UPLOADS_DIR.`);
}

/** `URL.parse` came with Node 22; on a system whose own Node is 20 it must do without. */
const parsed = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

const isPath = (text: string): boolean => !text.includes('\0');

const isHost = (text: string): boolean =>
  isIP(text) !== 0 ||
  (text.length <= 253 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i.test(text));

function isOrigin(text: string): boolean {
  const url = parsed(text);
  return url !== null && ['http:', 'https:'].includes(url.protocol) && /^[^/]+\/\/[^/?#@\s]+\/?$/.test(text);
}

function isDatabaseUrl(text: string): boolean {
  const url = parsed(text);
  return (
    url !== null &&
    ['postgres:', 'postgresql:'].includes(url.protocol) &&
    url.hostname !== '' &&
    /^\/[^/]+$/.test(url.pathname)
  );
}

const isClamdUrl = (text: string): boolean => {
  const url = parsed(text);
  if (url === null) return false;
  if (url.protocol === 'unix:') return url.hostname === '' && url.pathname.length > 1;
  return url.protocol === 'tcp:' && url.hostname !== '' && ['', '/'].includes(url.pathname) && url.username === '';
};

function isSmtpUrl(text: string): boolean {
  const url = parsed(text);
  return url !== null && ['smtp:', 'smtps:'].includes(url.protocol) && url.hostname !== '';
}
