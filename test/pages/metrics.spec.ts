import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Server } from 'node:http';
import request from 'supertest';
import { startApp, type TestApp } from '../app.js';
import { begin } from '../fixtures/entries.js';
import { TusClient } from '../fixtures/tus.js';
import { buildWorld, type World } from '../fixtures/world.js';

let house: TestApp;
let world: World;
beforeAll(async () => {
  house = await startApp();
  world = await buildWorld(house.database);
});
afterAll(() => house.close());

const read = async (): Promise<string> => (await house.visitor().get('/metrics')).text;
/** Value of a figure, its labels in any order; null when it is not told. */
async function figure(name: string, labels: Record<string, string> = {}): Promise<number | null> {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const line = (await read())
    .split('\n')
    .find((one) => /^[\w:]+/.exec(one)?.[0] === name && wanted.every((part) => one.includes(part)));
  return line === undefined ? null : Number(line.split(' ').at(-1));
}
const change = (sql: string, parameters: readonly unknown[] = []) =>
  house.database.transaction((tx) => tx.changed(sql, parameters));

describe('/metrics', () => {
  it('is text for Prometheus, about this process too', async () => {
    const answer = await house.visitor().get('/metrics');
    expect([answer.status, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
      'no-store',
    ]);
    expect(await figure('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
    expect(await figure('hoithi_database_up')).toBe(1);
  });

  it('counts requests by verb, pattern of the address and class of the answer', async () => {
    const count = (route: string, status: string, method = 'GET') =>
      figure('http_request_duration_seconds_count', { method, route, status });
    const before = [
      await count('/cuoc-thi/:slug', '2xx'),
      await count('none', '4xx'),
      await count('/dang-nhap', '4xx', 'POST'),
    ];
    expect(before).toEqual([null, null, null]);
    await house.visitor().get(`/cuoc-thi/${world.slug}`);
    await house.visitor().get(`/cuoc-thi/${world.slug}`);
    await house.visitor().get('/cuoc-thi/khong-co');
    await house.visitor().get('/khong-co/0912345678');
    await house.visitor().send('/dang-nhap', { username: 'xa', password: 'sai' });
    expect([
      await count('/cuoc-thi/:slug', '2xx'),
      await count('/cuoc-thi/:slug', '4xx'),
      await count('none', '4xx'),
      await count('/dang-nhap', '4xx', 'POST'),
    ]).toEqual([2, 1, 1, 1]);
  });

  it('names nobody, no unit, no contest and no address that was asked for', async () => {
    const commune = await house.signedIn('xa');
    const entry = await begin(commune, world.villages.banBo[0]);
    await commune.get(entry);
    await commune.get(`/cuoc-thi/${world.slug}?trang=Lò Thị Mẫu`);
    await commune.get('/khong-co/0912345678');
    const text = await read();
    expect(text).toContain('route="/nop/:code"');
    expect(text).not.toMatch(new RegExp(`${entry.split('/').at(-1)}|${world.slug}|0912345678|Lò|Bản|xa"|127\\.0\\.0`));
  });

  it('tells how the queue, the mails and the uploads stand', async () => {
    const job = `INSERT INTO jobs (kind, about, added_at, due_at, parked_at, last_error, lease) VALUES ('probe', '{}', now(), now() + $1::interval, $2, 'x', $3)`;
    const states = ['waiting', 'running', 'planned', 'parked'] as const;
    const jobs = () => Promise.all(states.map((state) => figure('hoithi_jobs', { state })));
    const before = (await jobs()).map(Number);
    const lease = '00000000-0000-4000-8000-000000000001';
    await change(job, ['-90 seconds', null, null]);
    await change(job, ['1 minute', null, lease]);
    await change(job, ['1 hour', null, null]);
    await change(job, ['-1 hour', new Date(), null]);
    expect((await jobs()).map((count, i) => Number(count) - (before[i] ?? 0))).toEqual([1, 1, 1, 1]);
    expect(await figure('hoithi_job_lag_seconds')).toBeGreaterThanOrEqual(90);
    expect(await figure('hoithi_mails_waiting')).toBe(0);
    expect(await figure('hoithi_mail_lag_seconds')).toBe(0);

    const commune = await house.signedIn('xa');
    const entry = await begin(commune, world.villages.banBo[1]);
    const tus = await TusClient.of(commune, house.url, `${entry}/tep/video`);
    const bad = await tus.create(`${entry}/tep/video/tus`, { name: 'Giả.mp4', size: 60 });
    await tus.patch(String(bad.headers['location']), 0, Buffer.alloc(60, 65));
    await tus.create(`${entry}/tep/video/tus`, { name: 'Hát.mp4', size: 50 });
    const uploads = ['unfinished', 'finished', 'failed'].map((state) => figure('hoithi_uploads', { state }));
    expect(await Promise.all(uploads)).toEqual([1, 0, 1]);
  });

  it('tells of the process while the database does not answer', async () => {
    await change('ALTER TABLE jobs RENAME TO jobs_away');
    try {
      expect(await figure('hoithi_database_up')).toBe(0);
      expect(await figure('hoithi_mails_waiting')).toBeNull();
      expect(await figure('hoithi_jobs')).toBeNull();
      expect(await figure('process_resident_memory_bytes')).toBeGreaterThan(0);
    } finally {
      await change('ALTER TABLE jobs_away RENAME TO jobs');
    }
    expect(await figure('hoithi_mails_waiting')).toBe(0);
  });

  it.each(['X-Forwarded-For', 'Forwarded', 'Via', 'X-Real-IP'])(
    'is an unknown address to whoever comes through a proxy (%s), also one who claims to be here',
    async (header) => {
      const answer = await house.visitor().get('/metrics').set(header, '127.0.0.1');
      const unknown = await house.visitor().get('/khong-co');
      expect([answer.status, answer.headers['content-type']]).toEqual([404, unknown.headers['content-type']]);
      expect(answer.text).not.toContain('process_');
    },
  );

  const abroad = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal)?.address;
  (abroad === undefined ? it.skip : it)('is an unknown address to another machine', async () => {
    const server = (house.app as NestExpressApplication).getHttpServer() as Server;
    await new Promise((resolve) => server.close(resolve));
    await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect((await request(`http://${abroad}:${port}`).get('/metrics')).status).toBe(404);
    expect((await request(`http://127.0.0.1:${port}`).get('/metrics')).status).toBe(200);
  });
});
