import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp, type Visitor } from '../../app.js';
import { allVillages, givenEntries, givenPanel, JUDGING_DAY, type JudgedFixture } from '../../fixtures/judging.js';
import { buildWorld, setClock, type World } from '../../fixtures/world.js';

/** Points that nobody would give by chance, and a sentence; each judge writes only these. */
const SENTINELS = {
  'giam-khao-1': { points: '37,75', total: '73,19', other: '8,44', words: 'Câu mật một' },
  'giam-khao-2': { points: '31,25', total: '61,82', other: '6,57', words: 'Câu mật hai' },
} as const;
type Name = keyof typeof SENTINELS;

let app: TestApp;
let world: World;
let entries: JudgedFixture[];

beforeAll(async () => {
  app = await startApp();
  world = await buildWorld(app.database);
  await setClock(app.database, world.contestId, JUDGING_DAY);
  await app.database.transaction((tx) => tx.changed(`UPDATE criteria SET step_hundredths = 1`));
  entries = await givenEntries(app.database, world, allVillages(world).slice(0, 3));
  await givenPanel(app.database, world, [world.actors.judge1, world.actors.judge2], entries);
  for (const name of Object.keys(SENTINELS) as Name[]) {
    const judge = await app.signedIn(name);
    const { points, other, words } = SENTINELS[name];
    for (const entry of entries) {
      const sent = await judge.send(`/cham/${entry.number}`, {
        'points[A]': points,
        'points[B]': name === 'giam-khao-1' ? '27' : '24',
        'points[C]': other,
        'comments[A]': words,
        comment: words,
      });
      expect(sent.status).toBe(303);
    }
    await judge.send('/cham/tong-ket', {});
  }
});
afterAll(() => app.close());

/** Everything that could betray a judge: as typed, as stored, as totals, as hundredths. */
const tracesOf = (name: Name): string[] => {
  const { points, total, other, words } = SENTINELS[name];
  const written = [points, total, other, words].flatMap((text) => [text, text.replace(',', '.')]);
  return [...written, points.replace(',', ''), total.replace(',', '')];
};

/** Random tokens (session, form key, nonce, hashes) may hold any digits by chance. */
const withoutTokens = (text: string): string =>
  text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{12,}|hoithi[.\w]*=[^;,"]*/g, '');

/** Opens every address that a visitor's pages lead to, forms with GET included, up to a bound. */
async function crawl(visitor: Visitor, starts: readonly string[]): Promise<{ path: string; text: string }[]> {
  const seen = new Map<string, string>();
  const queue = [...starts];
  while (queue.length > 0 && seen.size < 150) {
    const path = queue.shift() ?? '';
    if (seen.has(path)) continue;
    const answer = await visitor.get(path);
    const body = typeof answer.text === 'string' ? answer.text : '';
    seen.set(path, withoutTokens(`${JSON.stringify(answer.headers)}\n${body}`));
    for (const [, href = ''] of body.matchAll(/href="(\/[^"#]*)"/g)) {
      const next = href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
      if (!next.startsWith('/assets') && !seen.has(next)) queue.push(next);
    }
  }
  return [...seen].map(([path, text]) => ({ path, text }));
}

const STARTS = [
  '/viec',
  '/cham',
  '/cham?loc=xong',
  '/cham/tong-ket',
  '/cham/tong-ket/phieu',
  '/thu-ky',
  '/thu-ky/phan-cong',
  '/thu-ky/tien-do',
  '/thu-ky/tien-do/GK1',
  '/thu-ky/tien-do/GK2',
  '/thu-ky/khoa',
  '/thu-ky/tong-hop',
  '/thu-ky/tong-hop?sap=chenh-lech',
  '/thu-ky/tieu-chi',
  '/to-chuc/zalo-lai-chau-2021/ket-qua-cham',
  '/to-chuc/zalo-lai-chau-2021/ket-qua-cham?sap=chenh-lech&hang=1000',
  '/thu-ky/thong-nhat',
  '/to-chuc/zalo-lai-chau-2021/muc-thong-nhat',
  '/kiem-tra/nhat-ky',
];
/** Pages about one dossier: the judge's sheet, and how its rank came about. */
const ofEntry = ({ number }: JudgedFixture): string[] => [
  `/cham/${number}`,
  `/thu-ky/tong-hop/${number}`,
  `/to-chuc/zalo-lai-chau-2021/ket-qua-cham/${number}`,
  `/cuoc-thi/zalo-lai-chau-2021/ket-qua/1/${number}`,
];

describe('Before the round is closed nobody but the judge sees a score (S6, A.3)', () => {
  it('a judge sees the own numbers: the sentinels are there to be found', async () => {
    const judge = await app.signedIn('giam-khao-1');
    const pages = await crawl(judge, [...STARTS, ...entries.flatMap(ofEntry)]);
    const all = pages.map(({ text }) => text).join('\n');
    expect(all).toContain('73,19');
    expect(all).toContain('Câu mật một');
  });

  it.each([
    ['giam-khao-1', ['giam-khao-2']],
    ['giam-khao-2', ['giam-khao-1']],
    ['giam-khao-3', ['giam-khao-1', 'giam-khao-2']],
    ['thu-ky', ['giam-khao-1', 'giam-khao-2']],
    ['to-chuc', ['giam-khao-1', 'giam-khao-2']],
    ['kiem-tra', ['giam-khao-1', 'giam-khao-2']],
    ['quan-tri', ['giam-khao-1', 'giam-khao-2']],
    ['xa', ['giam-khao-1', 'giam-khao-2']],
    ['tham-dinh', ['giam-khao-1', 'giam-khao-2']],
  ] as const)('%s finds no trace of %j on any page', async (who, hidden) => {
    const visitor = await app.signedIn(who);
    const pages = await crawl(visitor, [...STARTS, ...entries.flatMap(ofEntry)]);
    expect(pages.length).toBeGreaterThan(10);
    const found = hidden.flatMap((name) =>
      tracesOf(name).flatMap((trace) =>
        pages.filter(({ text }) => text.includes(trace)).map(({ path }) => `${path}: ${trace}`),
      ),
    );
    expect(found).toEqual([]);
  });

  it('the log says which criteria were filled and never how many points', async () => {
    const events = await app.database.reader.rows<{ facts: unknown; reason: string | null }>(
      `SELECT facts, reason FROM audit_events`,
    );
    const text = withoutTokens(JSON.stringify(events));
    for (const trace of [...tracesOf('giam-khao-1'), ...tracesOf('giam-khao-2')]) expect(text).not.toContain(trace);
  });
});
