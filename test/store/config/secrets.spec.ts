import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepSecret, sessionSecretOf } from '../../../src/config/secrets.js';
import { readSettings, type Settings } from '../../../src/config/settings.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hoithi-secrets-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

function settingsWith(env: Record<string, string>): Settings {
  const read = readSettings({ DATA_DIR: dataDir, ...env }, () => '');
  if ('faults' in read) throw new Error(read.faults.join());
  return read.settings;
}

describe('The session secret', () => {
  it('is generated once, kept for its owner alone, and found again', async () => {
    const first = await sessionSecretOf(settingsWith({}));
    expect(first).toMatch(/^[\w-]{43}$/); // 32 bytes in base64url
    expect(await sessionSecretOf(settingsWith({}))).toBe(first);
    expect((await stat(join(dataDir, 'secrets/session-secret'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataDir, 'secrets'))).mode & 0o777).toBe(0o700);
    expect(await readFile(join(dataDir, 'secrets/session-secret'), 'utf8')).toBe(`${first}\n`);
  });

  it('is the same for twenty who ask at once, and leaves no draft behind', async () => {
    const secrets = await Promise.all(Array.from({ length: 20 }, () => keepSecret(dataDir, 'session-secret')));
    expect(new Set(secrets).size).toBe(1);
    expect(await readdir(join(dataDir, 'secrets'))).toEqual(['session-secret']);
  });

  it('is the operator’s when given, and then nothing is written', async () => {
    expect(await sessionSecretOf(settingsWith({ SESSION_SECRET: 'k'.repeat(40) }))).toBe('k'.repeat(40));
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('is refused when its file was cut short', async () => {
    await keepSecret(dataDir, 'session-secret');
    await writeFile(join(dataDir, 'secrets/session-secret'), 'ngan');
    await expect(keepSecret(dataDir, 'session-secret')).rejects.toThrow('hỏng hoặc quá ngắn');
  });
});
