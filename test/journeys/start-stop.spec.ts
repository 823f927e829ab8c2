import { beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { readPasswords } from '../../src/database/embedded/cluster.js';
import { layoutUnder } from '../../src/database/embedded/layout.js';
import { findPostmaster } from '../../src/database/embedded/postmaster.js';
import { type Answered, freePort, ownFolder, Platform, processesAt, runCommand } from '../process.js';

/*
 * What an operator does with the machine: start, stop, pull the plug, start again, look from a second terminal. The platform
 * runs with its own database in a folder that only its owner may enter (mode 700, as `mktemp -d` makes it), by its defaults:
 * `.data` and `uploads` below the working folder.
 */
const STOPS_WITHIN_MS = 10_000;
let folder: string;
/** Variables that mean another PostgreSQL on this machine: the one of this test run. */
let foreign: Record<string, string>;

beforeAll(async () => {
  folder = await ownFolder();
  const other = new URL(process.env['HOITHI_TEST_DATABASE'] ?? '');
  foreign = {
    PGHOST: other.hostname,
    PGPORT: other.port,
    PGUSER: other.username,
    PGPASSWORD: other.password,
    PGDATABASE: 'postgres',
    PGDATA: '/nowhere',
  };
});

const start = (env: Record<string, string> = {}): Promise<Platform> => Platform.start(env, { cwd: folder });
const command = (...words: string[]): Promise<Answered> => runCommand(words, {}, folder);
const postmaster = async (): Promise<number | null> =>
  (await findPostmaster(layoutUnder(join(folder, '.data'))))?.pid ?? null;

/** Asks the running embedded database, as the application's own role. */
async function ask(sql: string): Promise<Record<string, unknown>[]> {
  const layout = layoutUnder(join(folder, '.data'));
  const running = await findPostmaster(layout);
  const { application } = await readPasswords(layout);
  const client = new pg.Client({
    host: '127.0.0.1',
    port: running?.port ?? 0,
    user: 'hoithi',
    password: application,
    database: 'hoithi',
  });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Stops it in this way; everything must be gone in time. */
async function stopAndLook(platform: Platform, signal: 'SIGTERM' | 'SIGINT'): Promise<void> {
  const { code, milliseconds } = await platform.stop(signal);
  expect([code, processesAt(folder)]).toEqual([0, []]);
  expect(milliseconds).toBeLessThan(STOPS_WITHIN_MS);
  expect(platform.stderr).toMatch(/Đang dừng…\nĐã dừng\.\n$/);
}

describe('The platform in an empty folder', () => {
  let platform: Platform;
  let server: number | null;

  it('starts beside another PostgreSQL that the environment names, and says where to open it', async () => {
    platform = await start(foreign);
    server = await postmaster();
    expect(platform.stderr).toContain(`Hội Thi đã sẵn sàng. Mở trình duyệt tại: ${platform.url}\n`);
    expect(platform.stderr).toContain(`${platform.url}/kich-hoat/`);
    expect(platform.stdout).toBe('');
    const [everybody, ofDatabase] = [processesAt(folder), processesAt(join(folder, '.data'))];
    // A helper of the database may have ended between the two looks.
    const living = new Set(processesAt(folder));
    expect(everybody.filter((pid) => living.has(pid) && !ofDatabase.includes(pid))).toEqual([platform.pid]);
    expect(ofDatabase).toContain(server);
    const other = new pg.Client({ connectionString: process.env['HOITHI_TEST_DATABASE'] });
    await other.connect();
    const made = await other.query(`SELECT datname FROM pg_database WHERE datname = 'hoithi'`);
    await other.end();
    expect(made.rows).toEqual([]);
  });

  it('answers commands from a second terminal: data on stdout, nothing else', async () => {
    const made = await command(...'user create --username kiem-tra --role auditor --name'.split(' '), 'Vũ Thị Tra');
    expect(made).toEqual({ code: 0, stdout: expect.stringMatching(/^kiem-tra\thttp\S+\n$/), stderr: '' });
    const [contests, asJson, migrations, audit] = await Promise.all([
      command('contest', 'list'),
      command('contest', 'list', '--json'),
      command('migrate', 'status'),
      command('audit', 'verify'),
    ]);
    expect(contests).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(asJson).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
    expect(migrations).toEqual({ code: 0, stdout: expect.stringMatching(/^(applied\t\w+\n)+$/), stderr: '' });
    expect(audit).toEqual({ code: 0, stdout: expect.stringMatching(/^intact\t\d+ events\t\d+ chains\n$/), stderr: '' });
  });

  it('says what to do first where there is no schema yet', async () => {
    const answer = await runCommand(['contest', 'list'], { DATA_DIR: join(folder, '.empty') }, folder);
    expect([answer.code, answer.stdout]).toEqual([1, '']);
    expect(answer.stderr).toContain('migrations are pending: run "migrate up" first');
  });

  it('refuses in words with 1 what cannot be, and with 2 what was not understood; stdout stays empty', async () => {
    const refused: [string[], number][] = [
      [['user', 'create', '--username', 'kiem-tra', '--role', 'auditor', '--name', 'Người khác'], 1],
      [['contest', 'clock', 'khong-co'], 1],
      [['contest', 'export', 'khong-co', '--format', 'json', '--out', join(folder, 'out.json')], 1],
      [['contest', 'export', 'khong-co', '--format', 'pdf', '--out', join(folder, 'out.pdf')], 2],
      [['unit', 'import', join(folder, 'khong-co.csv')], 2],
      [['user', 'create', '--username', 'ai', '--role', 'king', '--name', 'Ai'], 2],
      [['user', 'create', '--username', 'ai'], 2],
      [['demo', 'load', '--stage', 'tomorrow'], 2],
      [['contest', 'clock', 'khong-co', '--set', 'mai'], 2],
      [['dance'], 2],
    ];
    const ask = async ([words, code]: [string[], number]): Promise<void> => {
      const answer = await command(...words);
      expect([words, answer.code, answer.stdout]).toEqual([words, code, '']);
      expect(answer.stderr).toMatch(/\S/);
      expect(answer.stderr).not.toMatch(/^\s+at .*:\d+/m); // words for a person, no stack
    };
    await Promise.all(refused.slice(0, 5).map(ask));
    await Promise.all(refused.slice(5).map(ask));
  });

  it('tells its version', async () => {
    const { version } = JSON.parse(await readFile(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
      version: string;
    };
    expect(await command('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('tries with --dry-run what it is told, refuses as ever, and writes nothing', async () => {
    const standing = `SELECT (SELECT count(*) FROM audit_events) AS events, (SELECT count(*) FROM persons) AS persons,
      (SELECT count(*) FROM units) AS units, (SELECT count(*) FROM contests) AS contests`;
    const before = await ask(standing);
    const [made, taken, loaded, clock] = await Promise.all([
      command(...'user create --dry-run --username thu --role auditor --name Thử'.split(' ')),
      command(...'user create --dry-run --username kiem-tra --role auditor --name Thử'.split(' ')),
      command(...'demo load --dry-run --json --stage judging'.split(' ')),
      command(...'contest clock khong-co --dry-run --follow'.split(' ')),
    ]);
    expect(made).toEqual({ code: 0, stdout: 'thu\twould be made\n', stderr: '' });
    expect([taken.code, taken.stdout]).toEqual([1, '']);
    expect(JSON.parse(loaded.stdout)).toEqual({ slug: 'zalo-lai-chau-2021', stage: 'judging', removes: 0 });
    expect([clock.code, clock.stdout]).toEqual([1, '']);
    expect(await ask(standing)).toEqual(before);
  });

  it('runs on undisturbed by its guests, on the very same database', async () => {
    expect((await fetch(`${platform.url}/readyz`)).status).toBe(200);
    expect(await postmaster()).toBe(server);
  });

  it('stops with SIGTERM, the database with it', () => stopAndLook(platform, 'SIGTERM'));

  it('lends its database to a command while no server runs, and leaves nothing behind', async () => {
    expect((await command('audit', 'verify')).code).toBe(0);
    expect(processesAt(folder)).toEqual([]);
  });
});

describe('npm start', () => {
  it('passes a SIGTERM on to the platform: the shell between them does not leave it behind', async () => {
    const platform = await Platform.startByScript({
      DATA_DIR: join(folder, '.data'),
      UPLOADS_DIR: join(folder, 'uploads'),
    });
    await stopAndLook(platform, 'SIGTERM');
    await expect(fetch(`${platform.url}/healthz`)).rejects.toThrow();
  });
});

describe('After kill -9', () => {
  const people = `SELECT username FROM persons WHERE username = 'kiem-tra'`;

  it('of the server, the next start takes its database over; Ctrl-C stops all', async () => {
    const killed = await start();
    const left = await postmaster();
    await killed.kill();
    const next = await start();
    expect(await postmaster()).toBe(left);
    expect(await ask(people)).toEqual([{ username: 'kiem-tra' }]);
    await stopAndLook(next, 'SIGINT');
  });

  it('of server and database at once, the next start recovers everything', async () => {
    const killed = await start();
    process.kill((await postmaster()) ?? 0, 'SIGKILL');
    await killed.kill();
    const next = await start();
    expect(await ask(people)).toEqual([{ username: 'kiem-tra' }]);
    await stopAndLook(next, 'SIGTERM');
  });
});

describe('A start that comes to nothing', () => {
  it('because it was told to stop meanwhile leaves no process', async () => {
    const platform = await Platform.launch({}, { cwd: folder });
    while ((await postmaster()) === null) await pause(10);
    expect(await platform.stop('SIGTERM')).toMatchObject({ code: 0 });
    expect(processesAt(folder)).toEqual([]);
  });

  it('because the port is taken says so in one sentence, with 1, and leaves no process', async () => {
    const [port, stranger] = await takenPort();
    const platform = await Platform.launch({}, { cwd: folder, port });
    expect(await platform.ended).toEqual({ code: 1, signal: null });
    stranger.close();
    expect(platform.stderr).toContain(`Cổng ${port} trên 127.0.0.1 đang có chương trình khác dùng.`);
    expect(platform.stderr).not.toMatch(/^\s+at /m);
    expect(processesAt(folder)).toEqual([]);
  });

  it('because settings are wrong lists every one of them, with 2, before anything is touched', async () => {
    const empty = await ownFolder();
    const wrong = {
      PORT: 'ba nghìn',
      DEMO: 'perhaps',
      BASE_URL: 'ftp://hoithi.vn',
      UPLOAD_MAX_MB: '0',
      SESSION_SECRET: 'ngắn',
      S3_BUCKET: 'kho',
      TRUST_PROXY_FILE: join(empty, 'khong-co'),
    };
    const platform = await Platform.launch(wrong, { cwd: empty });
    expect(await platform.ended).toEqual({ code: 2, signal: null });
    for (const name of Object.keys(wrong)) expect(platform.stderr).toContain(name);
    expect(platform.stderr).not.toContain('ngắn'); // a secret is never printed
    expect([platform.stdout, await readdir(empty)]).toEqual(['', []]);
    const answer = await runCommand(['contest', 'list'], wrong, empty);
    expect([answer.code, answer.stdout, answer.stderr]).toEqual([2, '', platform.stderr]);
  });

  it('because the data is of a newer version says so, with 1, and leaves no process', async () => {
    const platform = await start();
    await ask(`INSERT INTO schema_migrations ("timestamp", name) VALUES (4102444800000, 'GrowWings4102444800000')`);
    await stopAndLook(platform, 'SIGTERM');
    const refused = await Platform.launch({}, { cwd: folder });
    expect(await refused.ended).toEqual({ code: 1, signal: null });
    expect(refused.stderr).toContain('Dữ liệu này do một bản Hội Thi mới hơn ghi. Không có gì bị thay đổi.');
    expect(refused.stderr).not.toMatch(/^\s+at /m);
    expect(await command('contest', 'list')).toEqual({ code: 1, stdout: '', stderr: refused.stderr });
    expect(processesAt(folder)).toEqual([]);
  });
});

describe('hoithi tally', () => {
  const files = { scores: '', rules: '' };
  const RULES = {
    criteria: [
      { code: 'A', max: 40, weight: 1 },
      { code: 'B', max: 60, weight: 1 },
    ],
    aggregate: { method: 'mean' },
    rounding: { decimals: 2, mode: 'half-up' },
    rankOn: 'rounded',
    tieBreak: [],
    atBoundary: 'decide',
    minimum: {},
    prizes: [{ tier: 'first', quantity: 1, amount: 15000000 }],
  };
  const tally = (): Promise<Answered> =>
    runCommand(['tally', '--scores', files.scores, '--rules', files.rules], {}, files.scores.replace(/\/[^/]+$/, ''));

  beforeAll(async () => {
    const empty = await ownFolder();
    [files.scores, files.rules] = [join(empty, 'scores.csv'), join(empty, 'rules.json')];
    await writeFile(files.rules, JSON.stringify(RULES));
  });

  it('answers right files with JSON on stdout alone, and starts no database', async () => {
    await writeFile(files.scores, 'entry,judge,criterion,points\nE1,J1,A,40\nE1,J1,B,47.5\n');
    const answer = await tally();
    expect([answer.code, answer.stderr]).toEqual([0, '']);
    expect(JSON.parse(answer.stdout)).toMatchObject({ total: 15000000, totalInWords: 'Mười lăm triệu đồng' });
    expect(existsSync(join(files.scores, '..', '.data'))).toBe(false);
  });

  it('answers wrong files with 2, nothing on stdout, and one line for each fault', async () => {
    await writeFile(
      files.scores,
      'entry,judge,criterion,points\nE1,J1,A,40.001\nE1,J1,B,61\nE1,J1,C,1\nE1,J2,A,1\nE1,J2,A,2\n',
    );
    const answer = await tally();
    expect([answer.code, answer.stdout]).toEqual([2, '']);
    const lines = answer.stderr.trimEnd().split('\n');
    for (const line of [2, 3, 4, 6])
      expect(lines.filter((one) => one.startsWith(`${files.scores}:${line}: `))).toHaveLength(1);
    expect(lines.every((line) => /^\S+:\d+: \S/.test(line))).toBe(true);
  });
});

describe('hoithi agreement', () => {
  it('answers from the file alone, and tells a wrong one with 2', async () => {
    const folder = await ownFolder();
    const scores = join(folder, 'scores.csv');
    await writeFile(scores, 'entry,judge,criterion,points\nE1,J1,A,4\nE1,J2,A,5\nE2,J1,A,7\nE2,J2,A,9.5\n');
    const answer = await runCommand(['agreement', '--scores', scores, '--model', 'additive'], {}, folder);
    expect([answer.code, answer.stderr]).toEqual([0, '']);
    expect(JSON.parse(answer.stdout)).toMatchObject({ kendallW: { w: 1, df: 1 }, connected: true });
    expect(existsSync(join(folder, '.data'))).toBe(false);
    await writeFile(scores, 'entry,judge,criterion,points\nE1,J1,A,4,5\n');
    const refused = await runCommand(['agreement', '--scores', scores], {}, folder);
    expect([refused.code, refused.stdout, refused.stderr]).toEqual([2, '', `${scores}:2: 5 fields instead of 4\n`]);
  });
});

/** A port on which a stranger listens. */
async function takenPort(): Promise<[number, Server]> {
  const port = await freePort();
  const stranger = createServer();
  await new Promise<void>((resolve) => stranger.listen(port, '127.0.0.1', resolve));
  return [port, stranger];
}
