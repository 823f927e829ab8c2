import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

describe('A connection that is kept', () => {
  it('is held longer than proxies hold theirs, and says how long', async () => {
    const agent = new http.Agent({ keepAlive: true });
    const headers = await new Promise<http.IncomingHttpHeaders>((resolve, reject) => {
      http
        .get(`${app.url}/healthz`, { agent }, (answer) => {
          answer.resume();
          answer.on('end', () => resolve(answer.headers));
        })
        .on('error', reject);
    });
    agent.destroy();
    expect(headers).toMatchObject({ connection: 'keep-alive', 'keep-alive': 'timeout=65' });
  });
});
