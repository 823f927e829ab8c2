import { rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../app.js';
import { withoutDatabase } from '../database.js';
import { buildWorld } from '../fixtures/world.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const ready = async (): Promise<[number, unknown]> => {
  const { status, body } = await app.visitor().get('/readyz');
  return [status, body];
};

describe('The machine pages', () => {
  it('say that the process is up, and that it is ready', async () => {
    expect((await app.visitor().get('/healthz')).body).toEqual({ status: 'ok' });
    expect(await ready()).toEqual([200, { status: 'ok', reasons: [] }]);
  });

  it('say why it is not: the file store cannot be written', async () => {
    // A file where the folder should be: even root cannot write into that.
    await rm(app.uploadsDir, { recursive: true, force: true });
    await writeFile(app.uploadsDir, '');
    expect(await ready()).toEqual([503, { status: 'unready', reasons: ['the file store cannot be written'] }]);
    await rm(app.uploadsDir);
    expect(await ready()).toEqual([200, { status: 'ok', reasons: [] }]);
  });

  it('say why it is not: the database does not answer; to whoever asks, with a session as well', async () => {
    await buildWorld(app.database);
    const visitor = await app.signedIn('xa');
    await withoutDatabase(app.database, async () => {
      expect((await visitor.get('/healthz')).body).toEqual({ status: 'ok' });
      const { status, body } = await visitor.get('/readyz');
      expect([status, body]).toEqual([503, { status: 'unready', reasons: ['the database does not answer'] }]);
      const page = await visitor.get('/viec');
      expect([page.status, page.text.includes('dữ liệu đã lưu không mất')]).toEqual([500, true]);
    });
    expect((await visitor.get('/viec')).status).toBe(200);
  });

  it('say why it is not: a migration is pending', async () => {
    await app.database.source.query(`DELETE FROM schema_migrations WHERE name LIKE 'CreateAwards%'`);
    expect(await ready()).toEqual([503, { status: 'unready', reasons: ['migrations are pending'] }]);
  });
});
