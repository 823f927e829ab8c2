import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import type { Response } from 'supertest';
import { startApp, type TestApp } from '../app.js';
import { buildWorld } from '../fixtures/world.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await buildWorld(app.database);
});
afterAll(() => app.close());

/** What is answered to a question that waits for a table which somebody holds, and is then cut as the time limit cuts it. */
async function cutShort(ask: () => Promise<Response>): Promise<Response> {
  return app.database.transaction(async (tx) => {
    await tx.rows('LOCK TABLE units IN ACCESS EXCLUSIVE MODE');
    // A question of supertest is on its way once somebody waits for it.
    let isAnswered = false;
    const answer = Promise.resolve(ask()).finally(() => (isAnswered = true));
    while (!isAnswered) {
      await app.database.reader.rows(
        `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      await pause(10);
    }
    return answer;
  });
}

describe('A page that takes longer than anybody waits', () => {
  it('says so to a person, what became of the work, and when to try again', async () => {
    const visitor = await app.signedIn('quan-tri');
    const { status, headers, text } = await cutShort(() => visitor.get('/quan-tri/don-vi'));
    expect([status, headers['retry-after']]).toEqual([503, '60']);
    expect(text).toContain('Việc này quá lâu nên máy chủ đã dừng giữa chừng; dữ liệu đã lưu không mất.');
    expect((await visitor.get('/quan-tri/don-vi')).status).toBe(200);
  });

  it('says so to a program', async () => {
    const { status, headers, body } = await cutShort(() => app.visitor().get('/api/v1/units'));
    expect([status, headers['retry-after']]).toEqual([503, '60']);
    expect(body).toMatchObject({ status: 503, code: 'cut-short', title: 'Service Unavailable' });
  });
});
