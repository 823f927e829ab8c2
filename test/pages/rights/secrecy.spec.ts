import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { crawlAs } from './crawl.js';
import { type Principal, PRINCIPALS } from './principals.js';
import { readableIn, tracesIn } from './secrets.js';
import { type Stage, setStage } from './stage.js';

jest.setTimeout(120_000);

describe('While judging is on', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await setStage('judging');
  });
  afterAll(() => stage.close());
  const byAccount = (account: string): Principal => {
    const who = PRINCIPALS.find((one) => one.account === account);
    if (who === undefined) throw new Error(`nobody is called ${account}`);
    return who;
  };

  it('what a judge types wrongly is shown to that judge alone, and logged nowhere', async () => {
    const keys = stage.keys.get(byAccount('giam-khao-1'));
    const answer = await stage.client.form(
      { path: '/cham/ZALO21-211118-0004', cookie: keys?.cookie ?? '' },
      { _csrf: keys?.csrf ?? '', version: '1', 'points[A]': '99,87', comment: 'BÍ-MẬT-GÕ-NHẦM' },
    );
    expect([409, 422]).toContain(answer.status);
    const events = await stage.app.database.reader.rows<{ said: string }>(
      `SELECT facts::text AS said FROM audit_events`,
      [],
    );
    expect(events.filter(({ said }) => tracesIn(said, ['99,87', '9987', 'BÍ-MẬT-GÕ-NHẦM']).length > 0)).toEqual([]);
    const hits: string[] = [];
    await crawlAs(stage, byAccount('giam-khao-2'), (path, heard) => {
      for (const word of tracesIn(readableIn(heard), ['99,87', 'BÍ-MẬT-GÕ-NHẦM'])) hits.push(`${path}: ${word}`);
    });
    expect(hits).toEqual([]);
  });
});
