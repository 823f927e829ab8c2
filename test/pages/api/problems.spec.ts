import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { MODULE_METADATA } from '@nestjs/common/constants.js';
import { pino } from 'pino';
import type { Response } from 'supertest';
import { AccountsModule } from '../../../src/accounts/accounts.module.js';
import { Refused } from '../../../src/kernel/refusal.js';
import { Allow, OpenedBy, Public } from '../../../src/web/rights.js';
import { startApp, type TestApp } from '../../app.js';
import { buildWorld } from '../../fixtures/world.js';

/** What later addresses of the API may do: be for some people only, refuse for now, fail. */
@Controller('api/v1')
class ProbeController {
  @Get('for-admins')
  @Allow('admin')
  @OpenedBy('any-key')
  forAdmins(): string {
    return '';
  }
  @Get('not-yours')
  @Public()
  notYours(): never {
    throw new Refused({ code: 'not-allowed' });
  }
  @Get('too-often')
  @Public()
  tooOften(): never {
    throw new Refused({ code: 'sign-in-wait', retryAfterSeconds: 30, untilText: '09:00' });
  }
  @Get('failing')
  @Public()
  failing(): never {
    throw new Error('relation "units" does not exist');
  }
}

const log: string[] = [];
let app: TestApp;
beforeAll(async () => {
  const own = Reflect.getMetadata(MODULE_METADATA.CONTROLLERS, AccountsModule) as unknown[];
  Reflect.defineMetadata(MODULE_METADATA.CONTROLLERS, [...own, ProbeController], AccountsModule);
  const logger = pino({ level: 'info' }, { write: (line: string) => void log.push(line) });
  app = await startApp({ logger }).finally(() =>
    Reflect.defineMetadata(MODULE_METADATA.CONTROLLERS, own, AccountsModule),
  );
  await buildWorld(app.database);
});
afterAll(() => app.close());

const problemOf = (answer: Response): Record<string, unknown> => {
  expect(answer.type).toBe('application/problem+json');
  expect(answer.headers['cache-control']).toBe('no-store');
  return answer.body as Record<string, unknown>;
};

describe('A refusal or a fault under /api/ (RFC 9457)', () => {
  it('says what it is called, what happened, and its number', async () => {
    expect(problemOf(await app.visitor().get('/api/v1/khong-co').set('Accept', 'text/html'))).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      detail: 'Không tìm thấy trang này, hoặc nội dung không thuộc phần việc của ông/bà.',
      code: 'not-found',
      requestId: expect.stringMatching(/^[2-9A-Z]{8}$/),
    });
  });

  it.each([
    ['an unknown address', '/api/v1/contests/khong-co', 404, 'not-found'],
    ['no address at all', '/api', 404, 'not-found'],
    ['another version', '/api/v2/contests', 404, 'not-found'],
    ['capitals', '/API/v1/khong-co', 404, 'not-found'],
    ['an address that cannot be read', '/api/v1/contests/%E0%A4%A', 422, 'malformed'],
    ['nobody signed in', '/api/v1/for-admins', 401, 'sign-in-first'],
    ['somebody who may not', '/api/v1/not-yours', 403, 'not-allowed'],
    ['somebody who asks too often', '/api/v1/too-often', 429, 'sign-in-wait'],
    ['a fault of ours', '/api/v1/failing', 500, 'fault'],
  ])('%s', async (_what, path, status, code) => {
    const answer = await app.visitor().get(path);
    expect([answer.status, problemOf(answer)['status'], problemOf(answer)['code']]).toEqual([status, status, code]);
    expect(answer.headers['location']).toBeUndefined();
    expect(answer.headers['retry-after']).toBe(status === 429 ? '30' : undefined);
  });

  it('a cookie of the pages opens nothing: the API knows no sessions', async () => {
    const administrator = await app.signedIn('quan-tri');
    expect((await administrator.get('/api/v1/for-admins')).status).toBe(401);
  });

  it.each(['post', 'put', 'patch', 'delete', 'options'] as const)(
    'the verb %s, with or without an address behind it',
    async (verb) => {
      for (const path of ['/api/v1/contests', '/api/v1/khong-co']) {
        const answer = await app.visitor().agent[verb](path);
        expect([answer.status, problemOf(answer)['code'], answer.headers['allow']]).toEqual([
          405,
          'method-not-allowed',
          'GET, HEAD',
        ]);
      }
    },
  );

  it('HEAD is told the same without a body', async () => {
    const answer = await app.visitor().agent.head('/api/v1/contests/khong-co');
    expect([answer.status, answer.type, answer.text]).toEqual([404, 'application/problem+json', undefined]);
  });

  it('a fault shows its number and nothing of the inside; the log knows both', async () => {
    log.length = 0;
    const problem = problemOf(await app.visitor().get('/api/v1/failing'));
    expect(JSON.stringify(problem)).not.toMatch(/relation|units|\.ts\b|stack/);
    expect(log.filter((line) => line.includes(String(problem['requestId'])) && line.includes('units'))).toHaveLength(1);
  });

  it('people’s pages go on being pages: the door, and HTML', async () => {
    expect((await app.visitor().get('/viec')).headers['location']).toBe('/dang-nhap?ve=%2Fviec');
    expect((await app.visitor().get('/apiary')).type).toBe('text/html');
  });
});
