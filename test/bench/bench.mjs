import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { Visitor } from './client.mjs';
import { PASSWORD, seedAwards, seedContest, seedCountry, seedDraft, seedEvents, seedVersions } from './data.mjs';
import { compiled, startFloor, startHouse, stop } from './processes.mjs';

/** The contests that workloads ask for by name; each is made when first asked for. */
const CONTESTS = {
  judging: { code: 'CHAM', entries: 10_000, judges: 20, sheets: 3, stage: 'judging' },
  judgingSmall: { code: 'NHO', entries: 1_000, judges: 20, sheets: 3, stage: 'judging' },
  judgingOne: { code: 'MOT', entries: 1, judges: 1, sheets: 1, stage: 'judging' },
  vetting: { code: 'THAM', entries: 10_000, judges: 1, sheets: 1, stage: 'vetting', offices: 'district' },
  vettingAll: { code: 'THAM2', entries: 10_000, judges: 1, sheets: 1, stage: 'vetting' },
  vettingSome: { code: 'THAM3', entries: 1_000, judges: 1, sheets: 1, stage: 'vetting' },
  vettingOne: { code: 'THAM1', entries: 1, judges: 1, sheets: 1, stage: 'vetting' },
  rush: { code: 'VOI', entries: 5_000, judges: 1, sheets: 1, stage: 'submission' },
  deadline: { code: 'HAN', entries: 1, judges: 1, sheets: 1, stage: 'submission' },
  closed: { code: 'XONG', entries: 10_000, judges: 5, sheets: 5, stage: 'closed' },
  closedSmall: { code: 'XONGN', entries: 1_000, judges: 5, sheets: 5, stage: 'closed' },
  closedHuge: { code: 'LON', entries: 100_000, judges: 5, sheets: 5, stage: 'closed', files: false },
  packSmall: { code: 'GOI', entries: 20, judges: 1, sheets: 1, stage: 'judging', files: false },
  packLarge: { code: 'GOILON', entries: 84, judges: 1, sheets: 1, stage: 'judging', files: false },
  bundle: { code: 'GOIKQ', entries: 10_000, judges: 5, sheets: 5, stage: 'closed' },
  bundleSmall: { code: 'GOIKN', entries: 500, judges: 5, sheets: 5, stage: 'closed' },
  dossiers: { code: 'HOSO', entries: 60, judges: 1, sheets: 1, stage: 'closed', files: false },
  dossiersMany: { code: 'HOSO4', entries: 240, judges: 1, sheets: 1, stage: 'closed', files: false },
  dossiersSmall: { code: 'HOSON', entries: 3, judges: 1, sheets: 1, stage: 'closed', files: false },
  archive: { code: 'LUU', entries: 20, judges: 1, sheets: 1, stage: 'closed', files: false },
  closedOne: { code: 'XONG1', entries: 1, judges: 1, sheets: 1, stage: 'closed' },
};
/** Prizes on a published list of these many entries. */
const PRIZES = { closed: 200, closedSmall: 200, closedOne: 1 };

/** What a run stands on: a folder, an embedded server as operators have it (waiting for the disk), and whatever was started. */
export class Bench {
  #folder;
  #postgres = null;
  #client = null;
  #house = null;
  #made = new Map();
  #signedIn = new Map();
  #toStop = [];

  /** `quick`: shorter and fewer measurements, to see that everything runs. */
  constructor({ quick, say }) {
    this.quick = quick;
    this.say = say;
    this.pairs = quick ? 2 : 5;
    this.seconds = quick ? 0.4 : 1.2;
  }

  async folder(name) {
    this.#folder ??= await mkdtemp(join(tmpdir(), 'hoithi-bench-'));
    return join(this.#folder, name);
  }

  async databaseUrl() {
    if (this.#postgres === null) {
      const { openEmbeddedPostgres } = await compiled('database/embedded/embedded-postgres.js');
      const { openDatabase } = await compiled('database/open.js');
      this.#postgres = await openEmbeddedPostgres({ dataDir: await this.folder('data'), log: () => undefined });
      const opened = await openDatabase({ databaseUrl: this.#postgres.url, dataDir: '' }, () => undefined, {
        migrate: true,
      });
      await opened.close();
    }
    return this.#postgres.url;
  }

  /** A connection of the bench's own, for data and plans. */
  async client() {
    if (this.#client === null) {
      this.#client = new pg.Client({ connectionString: await this.databaseUrl() });
      await this.#client.connect();
      await seedCountry(this.#client);
    }
    return this.#client;
  }

  /** A contest of CONTESTS with its data; the statistics of PostgreSQL are fresh afterwards. */
  async contest(name) {
    const { databaseUrl } = { databaseUrl: await this.databaseUrl() };
    const client = await this.client();
    if (!this.#made.has(name)) {
      this.say(`making ${CONTESTS[name].entries} entries (${name})`);
      const contest = await seedContest(client, CONTESTS[name]);
      if (name in PRIZES) {
        await keepResults(databaseUrl, contest);
        await seedAwards(client, contest, PRIZES[name]);
      }
      if (name === 'bundle' || name === 'bundleSmall') {
        await keepResults(databaseUrl, contest);
        await seedVersions(client, contest);
      }
      if (name === 'judging') {
        await seedDraft(client, contest, 'NHAP01');
        await seedEvents(client, contest, 50_000);
      }
      await client.query('VACUUM (ANALYZE)');
      await client.query('CHECKPOINT').catch(() => undefined);
      this.#made.set(name, contest);
    }
    return this.#made.get(name);
  }

  async env() {
    return {
      DATABASE_URL: await this.databaseUrl(),
      DATA_DIR: await this.folder('app'),
      UPLOADS_DIR: await this.folder('uploads'),
      SESSION_SECRET: 'only for measuring, long enough to be one',
      LOG_LEVEL: 'info',
      BACKUP_DIR: 'off',
    };
  }

  /** The application under measurement: one for all workloads that do not need a fresh one. */
  async house() {
    this.#house ??= await this.freshHouse();
    return this.#house;
  }

  async freshHouse(options = {}) {
    const house = await startHouse({ env: await this.env(), ...options });
    this.#toStop.push(house.child);
    return house;
  }

  /** A floor program with the pages of `spec`. */
  async floor(script, spec) {
    const file = await this.folder(`floor-${this.#toStop.length}.json`);
    await writeFile(file, JSON.stringify(spec));
    const floor = await startFloor(script, { DATABASE_URL: await this.databaseUrl(), FLOOR: file });
    this.#toStop.push(floor.child);
    return floor;
  }

  /** Somebody signed in through the page; sessions lie in the database, so one serves every process. */
  async signedIn(username) {
    const { url } = await this.house();
    if (!this.#signedIn.has(username)) this.#signedIn.set(username, await new Visitor(url).signIn(username, PASSWORD));
    return this.#signedIn.get(username);
  }

  /** Stops what one workload started; the application itself goes on. Connections to PostgreSQL are few. */
  async endWorkload() {
    for (const child of this.#toStop.splice(0)) if (child !== this.#house?.child) await stop(child);
  }

  async close() {
    await this.endWorkload();
    if (this.#house !== null) await stop(this.#house.child);
    await this.#client?.end();
    await this.#postgres?.close();
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Keeps the results of a closed round as closing it does. */
async function keepResults(url, { slug }) {
  const { createDataSource } = await compiled('database/data-source.js');
  const { Database } = await compiled('database/database.js');
  const { ContestReader } = await compiled('contests/contest.reader.js');
  const { RoundRepository } = await compiled('judging/round.repository.js');
  const { ResultsRepository } = await compiled('judging/results.repository.js');
  const { PanelRepository } = await compiled('judging/panel.repository.js');
  const { JudgingResults } = await compiled('judging/judging.results.js');
  const source = await createDataSource(url).initialize();
  try {
    const contests = new ContestReader();
    const results = new JudgingResults(contests, new RoundRepository(), new ResultsRepository(), new PanelRepository());
    await new Database(source).transaction(async (tx) => {
      const contest = await contests.bySlug(tx, slug);
      const round = await results.latestRound(tx, contest.id);
      await results.keep(tx, contest, round.id);
    });
  } finally {
    await source.destroy();
  }
}
