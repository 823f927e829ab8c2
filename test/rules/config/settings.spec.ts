import { describe, expect, it } from '@jest/globals';
import { resolve } from 'node:path';
import { isLoopback, readSettings, type Settings } from '../../../src/config/settings.js';

const noFiles = (path: string): string => {
  throw Object.assign(new Error(`no file ${path}`), { code: 'ENOENT' });
};
function settingsOf(env: Record<string, string>, readFile = noFiles): Settings {
  const read = readSettings(env, readFile);
  if ('faults' in read) throw new Error(read.faults.join('\n'));
  return read.settings;
}
function faultsOf(env: Record<string, string>, readFile = noFiles): string[] {
  const read = readSettings(env, readFile);
  return 'faults' in read ? read.faults : [];
}

describe('Settings come from the environment', () => {
  const defaults: Settings = {
    host: '127.0.0.1',
    port: 3000,
    baseUrl: 'http://127.0.0.1:3000',
    baseUrlIsDefault: true,
    secureCookies: false,
    databaseUrl: null,
    dataDir: resolve('.data'),
    uploadsDir: resolve('uploads'),
    uploadMaxBytes: 209_715_200, // 200 × 1024 × 1024
    uploadPersonQuotaBytes: 21_474_836_480, // 20 480 × 1024 × 1024
    uploadCommuneQuotaBytes: 21_474_836_480,
    uploadKeepFreeBytes: 536_870_912,
    demo: 'auto',
    sessionSecret: null,
    sealSecret: null,
    backupDir: resolve('.data/backups'),
    backupPassphrase: null,
    clamdUrl: null,
    smtpUrl: null,
    webhookHosts: [],
    trustProxy: 0,
    logLevel: 'info',
    production: false,
  };

  it('needs nothing: an empty environment gives every default', () => {
    expect(settingsOf({})).toEqual(defaults);
  });

  it('takes empty text for "not set"', () => {
    expect(settingsOf({ PORT: '', DATABASE_URL: '', DEMO: '', S3_BUCKET: '', SESSION_SECRET_FILE: '' })).toEqual(
      defaults,
    );
  });

  it('reads every variable', () => {
    const env = {
      HOST: '::1',
      PORT: '8080',
      BASE_URL: 'https://hoithi.example.vn/',
      DATABASE_URL: 'postgres://hoithi:mat-khau@db.example.vn:5433/hoithi?sslmode=require',
      DATA_DIR: '/var/lib/hoithi',
      UPLOADS_DIR: '/srv/uploads',
      UPLOAD_MAX_MB: '50',
      UPLOAD_PERSON_QUOTA_MB: '1024',
      UPLOAD_COMMUNE_QUOTA_MB: '2048',
      UPLOAD_KEEP_FREE_MB: '0',
      DEMO: 'off',
      SESSION_SECRET: 'x'.repeat(32),
      SEAL_SECRET: 'y'.repeat(32),
      BACKUP_DIR: 'off',
      BACKUP_PASSPHRASE: 'mười hai ký tự',
      CLAMD_URL: 'unix:///run/clamav/clamd.ctl',
      WEBHOOK_HOSTS: '10.0.0.5, tin.noi-bo',
      SMTP_URL: 'smtps://thu:mat-khau@mail.example.vn:465',
      TRUST_PROXY: '1',
      LOG_LEVEL: 'debug',
      NODE_ENV: 'production',
    };
    expect(settingsOf(env)).toEqual({
      host: '::1',
      port: 8080,
      baseUrl: 'https://hoithi.example.vn',
      baseUrlIsDefault: false,
      secureCookies: true,
      databaseUrl: env.DATABASE_URL,
      dataDir: '/var/lib/hoithi',
      uploadsDir: '/srv/uploads',
      uploadMaxBytes: 52_428_800,
      uploadPersonQuotaBytes: 1_073_741_824,
      uploadCommuneQuotaBytes: 2_147_483_648,
      uploadKeepFreeBytes: 0,
      demo: 'off',
      sessionSecret: env.SESSION_SECRET,
      sealSecret: env.SEAL_SECRET,
      backupDir: null,
      backupPassphrase: env.BACKUP_PASSPHRASE,
      clamdUrl: env.CLAMD_URL,
      webhookHosts: ['10.0.0.5', 'tin.noi-bo'],
      smtpUrl: env.SMTP_URL,
      trustProxy: 1,
      logLevel: 'debug',
      production: true,
    });
  });

  it.each([
    ['127.0.0.1', '3000', 'http://127.0.0.1:3000'],
    ['localhost', '0', 'http://localhost:0'],
    ['::1', '3000', 'http://[::1]:3000'],
  ])('puts the address together from HOST %s and PORT %s', (HOST, PORT, baseUrl) => {
    expect(settingsOf({ HOST, PORT }).baseUrl).toBe(baseUrl);
  });

  it.each([
    ['127.0.0.1', true],
    ['127.8.8.8', true],
    ['localhost', true],
    ['::1', true],
    ['0.0.0.0', false],
    ['192.168.1.5', false],
    ['127.example.vn', false],
  ])('knows whether HOST %s serves this machine only', (host, loopback) => {
    expect(isLoopback(host)).toBe(loopback);
  });
});

describe('A value may come from a file', () => {
  it('takes the text of NAME_FILE without its last line break', () => {
    const files = (path: string): string =>
      path === '/run/secrets/session' ? `${'bí mật '.repeat(6)}\n` : noFiles(path);
    expect(settingsOf({ SESSION_SECRET_FILE: '/run/secrets/session' }, files).sessionSecret).toBe('bí mật '.repeat(6));
  });

  it('refuses NAME beside NAME_FILE', () => {
    expect(faultsOf({ PORT: '80', PORT_FILE: '/run/port' }, () => '80')).toEqual([
      'PORT, PORT_FILE: cả hai cùng được đặt; chỉ được đặt một trong hai.',
    ]);
  });

  it('tells which file cannot be read, is empty, or holds a wrong value', () => {
    const files = (path: string): string => (path === '/empty' ? '\n' : path === '/port' ? '99999\n' : noFiles(path));
    expect(faultsOf({ HOST_FILE: '/missing', PORT_FILE: '/port', DEMO_FILE: '/empty' }, files)).toEqual([
      'HOST_FILE: không đọc được tệp “/missing” (ENOENT); cần đường dẫn một tệp đọc được.',
      'PORT_FILE: đọc được “99999”; cần một số nguyên từ 0 đến 65535.',
      'DEMO_FILE: tệp “/empty” rỗng; cần một tệp chứa giá trị của DEMO.',
    ]);
  });
});

describe('Wrong settings are all told at once', () => {
  it('gives one sentence a fault, naming what was read and what is allowed', () => {
    const env = {
      HOST: 'ba dấu cách',
      PORT: 'abc',
      DEMO: 'yes',
      UPLOAD_MAX_MB: '0',
      LOG_LEVEL: 'verbose',
      TRUST_PROXY: 'true',
    };
    expect(faultsOf(env)).toEqual([
      'HOST: đọc được “ba dấu cách”; cần một tên máy hoặc địa chỉ IP, ví dụ 127.0.0.1.',
      'PORT: đọc được “abc”; cần một số nguyên từ 0 đến 65535.',
      'UPLOAD_MAX_MB: đọc được “0”; cần một số nguyên từ 1 đến 4096.',
      'DEMO: đọc được “yes”; cần một trong các từ: auto, on, off.',
      'TRUST_PROXY: đọc được “true”; cần một số nguyên từ 0 đến 16.',
      'LOG_LEVEL: đọc được “verbose”; cần một trong các từ: trace, debug, info, warn, error, fatal, silent.',
    ]);
  });

  it.each([
    ['PORT', ['0', '1', '65535'], ['-1', '65536', '8080.5', '0x50', ' 80', '1e3']],
    ['UPLOAD_MAX_MB', ['1', '200', '4096'], ['0', '4097', '1.5']],
    ['TRUST_PROXY', ['0', '1', '16'], ['-1', '17', 'loopback']],
    ['DEMO', ['auto', 'on', 'off'], ['ON', 'true']],
    [
      'BASE_URL',
      ['http://a', 'https://a.vn:8443/'],
      ['a.vn', 'ftp://a.vn', 'https://a.vn/?x', 'https://a:b@a.vn', 'https://a.vn/x'],
    ],
    [
      'DATABASE_URL',
      ['postgres://a@h/d', 'postgresql://h:1/d'],
      ['mysql://h/d', 'postgres://h', 'postgres:///d', 'h/d'],
    ],
    ['CLAMD_URL', ['tcp://127.0.0.1:3310', 'unix:///run/c.ctl'], ['http://h', 'tcp://a:b@h', 'unix://', 'h:3310']],
    ['SMTP_URL', ['smtp://h:25', 'smtps://a:b@h'], ['http://h', 'h:25']],
    ['SEAL_SECRET', ['x'.repeat(32)], ['x'.repeat(31)]],
    ['SESSION_SECRET', ['x'.repeat(32), 'x'.repeat(33)], ['x'.repeat(31)]],
  ])('%s', (name, right, wrong) => {
    expect(right.flatMap((value) => faultsOf({ [name]: value }))).toEqual([]);
    expect(wrong.map((value) => faultsOf({ [name]: value }).length)).toEqual(wrong.map(() => 1));
  });

  it('never prints a secret, only how long it is', () => {
    const faults = faultsOf({
      SESSION_SECRET: 'ngắn',
      DATABASE_URL: 'mysql://root:matkhau@h/d',
      SMTP_URL: 'thu:matkhau',
    });
    expect(faults.map((fault) => fault.split(';')[0])).toEqual([
      'DATABASE_URL: đọc được một giá trị bí mật dài 24 ký tự (không in ra đây)',
      'SESSION_SECRET: đọc được một giá trị bí mật dài 4 ký tự (không in ra đây)',
      'SMTP_URL: đọc được một giá trị bí mật dài 11 ký tự (không in ra đây)',
    ]);
    expect(faults.join()).not.toMatch(/matkhau|ngắn/);
  });

  it('keeps a long or many-lined value on one short line', () => {
    expect(faultsOf({ PORT: `1\n${'9'.repeat(100)}` })).toEqual([
      `PORT: đọc được “1�${'9'.repeat(58)}…”; cần một số nguyên từ 0 đến 65535.`,
    ]);
  });
});

describe('The S3 store is all or nothing, and not yet there', () => {
  const whole = {
    S3_ENDPOINT: 'https://s3.example.vn',
    S3_BUCKET: 'hoithi',
    S3_REGION: 'us-east-1',
    S3_ACCESS_KEY_ID: 'khoa',
    S3_SECRET_ACCESS_KEY: 'bimat',
  };

  it('says that this version cannot use it', () => {
    expect(faultsOf(whole)).toEqual([
      'S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: bản này chưa hỗ trợ kho S3; hãy bỏ các biến S3_* và dùng UPLOADS_DIR.',
    ]);
  });

  it('names what is missing and what is misshapen', () => {
    expect(faultsOf({ S3_ENDPOINT: 's3.example.vn', S3_SECRET_ACCESS_KEY: 'bi mat' })).toEqual([
      'S3_ENDPOINT: đọc được “s3.example.vn”; cần một địa chỉ http:// hoặc https://.',
      'S3_SECRET_ACCESS_KEY: đọc được một giá trị bí mật dài 6 ký tự (không in ra đây); cần một chuỗi không có khoảng trắng.',
      'S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID: chưa đặt, trong khi đã đặt S3_ENDPOINT, S3_SECRET_ACCESS_KEY; cần đặt đủ cả năm biến S3_* hoặc không đặt biến nào.',
      'S3_ENDPOINT, S3_SECRET_ACCESS_KEY: bản này chưa hỗ trợ kho S3; hãy bỏ các biến S3_* và dùng UPLOADS_DIR.',
    ]);
  });
});
