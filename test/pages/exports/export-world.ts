import { BundleMaker } from '../../../src/awards/bundle/bundle.maker.js';
import { DEMONSTRATION } from '../../../src/demonstrations/demonstration.facts.js';
import { DemonstrationService } from '../../../src/demonstrations/demonstration.service.js';
import { JobWorker } from '../../../src/jobs/job.worker.js';
import type { Actor } from '../../../src/kernel/actor.js';
import type { AwardListId } from '../../../src/kernel/ids.js';
import { startApp, type TestApp } from '../../app.js';
import { givenKey } from '../../fixtures/program-keys.js';
import { Client, type Keys, keysOf, strangersKeys } from '../rights/client.js';
import { giveTheRest } from './beside.js';
import { type Garden, plant } from './planting.js';

const ACCOUNTS = ['xa', 'tham-dinh', 'giam-khao-1', 'thu-ky', 'to-chuc', 'kiem-tra', 'quan-tri'] as const;
export type Account = (typeof ACCOUNTS)[number] | 'ai-cung-duoc';

/** What fills the addresses of files: one row of each thing, the richest of its kind. */
export interface ExportFacts {
  slug: string;
  /** A dossier of Bản Bo that is accepted and on the list; one that its office sent back. */
  code: string;
  returned: string;
  number: string;
  entryFile: string;
  entryPdf: string;
  drive: string;
  /** An agency whose people pledged, with its drive. */
  pledging: { id: string; unit: string };
  batch: string;
  /** A dossier that a judge has, with a file of it. */
  judged: { code: string; file: string };
  /** Archives that were asked for and made: of all dossiers, of an office's, of the whole contest. */
  packs: { all: string; office: string; archive: string };
  item: string;
  webhook: string;
  /** A movement with what was seen of a commune, and a proposal of rewards in it. */
  movement: string;
  proposal: string;
  group: string;
  linkedGroup: string;
  /** The commune of the account xa, and the team of it with the most households. */
  commune: string;
  team: string;
  /** The secret of an office's calendar. */
  feed: string;
  /** The report upward with the most in it. */
  report: { id: string; movement: string };
  /** A paper in the register of documents. */
  document: string;
}

/** The demonstration, played to its end through the services, its words replaced by payloads, and somebody of every role at the door. */
export interface ExportWorld {
  app: TestApp;
  client: Client;
  garden: Garden;
  facts: ExportFacts;
  keys: ReadonlyMap<Account, Keys>;
  close(): Promise<void>;
}

export async function buildExportWorld(): Promise<ExportWorld> {
  const app = await startApp();
  try {
    return await fill(app);
  } catch (fault) {
    await app.close();
    throw fault;
  }
}

async function fill(app: TestApp): Promise<ExportWorld> {
  await app.app.get(DemonstrationService).load('results', () => undefined, new AbortController().signal);
  await app.app.get(JobWorker).runDue();
  await giveTheRest(app.database);
  const garden = await plant(app.database);
  const packs = await orderPacks(app);
  const client = new Client(app.url);
  const keys = new Map<Account, Keys>([['ai-cung-duoc', await strangersKeys(client)]]);
  for (const account of ACCOUNTS)
    keys.set(account, { ...(await keysOf(client, account)), bearer: await keyOf(app, account) });
  return {
    app,
    client,
    garden,
    keys,
    facts: { ...(await gather(app)), packs: packs.made, document: packs.document, feed: await feedOf(app) },
    async close() {
      client.close();
      await app.close();
    },
  };
}

/** Asks for what is made in the background, through the pages, and lets the queue make it. */
async function orderPacks(app: TestApp): Promise<{ made: ExportFacts['packs']; document: string }> {
  const [organiser, officer] = [await app.signedIn('to-chuc'), await app.signedIn('tham-dinh')];
  const at = `/to-chuc/${DEMONSTRATION.slug}`;
  for (const [visitor, address] of [
    [organiser, `${at}/ho-so/tat-ca/goi`],
    [officer, `/tham-dinh/goi/${DEMONSTRATION.slug}/1`],
    [organiser, `${at}/xuat/ban-luu`],
  ] as const) {
    const answer = await visitor.send(address);
    if (answer.status !== 303) throw new Error(`${address} answered ${answer.status}`);
  }
  const entered = await organiser.send(`${at}/van-ban/quyet-dinh/vao-so`, { corrects: '' }, `${at}/van-ban`);
  await app.app.get(JobWorker).runDue();
  const { text } = await organiser.get(`${at}/ho-so/tat-ca/goi`);
  const { text: office } = await officer.get(`/tham-dinh/goi/${DEMONSTRATION.slug}/1`);
  const { text: archive } = await organiser.get(`${at}/xuat/ban-luu`);
  const idIn = (html: string, base: string): string => {
    const id = new RegExp(`${base}/([0-9a-f-]{36})`).exec(html)?.[1];
    if (id === undefined) throw new Error(`no file under ${base}`);
    return id;
  };
  return {
    made: { all: idIn(text, 'tat-ca/goi'), office: idIn(office, 'goi/[^/]+/1'), archive: idIn(archive, 'ban-luu') },
    document: String(entered.headers['location']).split('/').at(-1) ?? '',
  };
}

/** Makes the office's link for calendars on its page, where it stands once. */
async function feedOf(app: TestApp): Promise<string> {
  const officer = await app.signedIn('tham-dinh');
  const { text } = await officer.send('/tuyen-truyen/lich-dien-thoai');
  const token = /\/lich-tuyen-truyen\/([\w-]+)/.exec(text)?.[1];
  if (token === undefined) throw new Error('no link for calendars');
  return token;
}

async function judgedBy(app: TestApp, account: string): Promise<{ code: string; file: string }> {
  const row = await app.database.reader.one<{ code: string; file: string }>(
    `SELECT e.number AS code, f.id AS file FROM score_sheets s JOIN persons p ON p.id = s.person_id JOIN entries e ON e.id = s.entry_id
       JOIN entry_files f ON f.entry_id = e.id WHERE p.username = $1 AND f.kind = 'pdf' AND f.removed_at IS NULL AND s.state = 'signed' ORDER BY 1 LIMIT 1`,
    [account],
  );
  if (row === null) throw new Error(`${account} has nothing to judge`);
  return row;
}

async function keyOf(app: TestApp, account: string): Promise<string> {
  const actor = await app.database.reader.one<Pick<Actor, 'personId' | 'assignmentId' | 'role'>>(
    `SELECT p.id AS "personId", a.id AS "assignmentId", a.role FROM persons p JOIN role_assignments a ON a.person_id = p.id WHERE p.username = $1`,
    [account],
  );
  if (actor === null) throw new Error(`${account} has no role`);
  return givenKey(app, actor);
}

const PLEDGING = `FROM drive_pledges p JOIN drive_units u ON u.id = p.drive_unit_id ORDER BY p.seq LIMIT 1`;

async function gather(app: TestApp): Promise<Omit<ExportFacts, 'packs' | 'document' | 'feed'>> {
  const one = async (sql: string): Promise<string> => {
    const row = await app.database.reader.one<{ it: string }>(sql, []);
    if (row === null) throw new Error(`nothing for ${sql}`);
    return row.it;
  };
  const bo = `(SELECT unit_id FROM role_assignments a JOIN persons p ON p.id = a.person_id WHERE p.username = 'xa')`;
  const listId = await one(`SELECT id AS it FROM award_lists`);
  await app.app.get(BundleMaker).make(listId as AwardListId);
  const number = await one(
    `SELECT e.number AS it FROM entries e JOIN award_lines l ON l.entry_id = e.id WHERE e.commune_id = ${bo} ORDER BY 1 LIMIT 1`,
  );
  const fileOf = (kind: string): Promise<string> =>
    one(
      `SELECT f.id AS it FROM entry_files f JOIN entries e ON e.id = f.entry_id WHERE e.number = '${number}' AND f.kind = '${kind}' AND f.removed_at IS NULL ORDER BY f.name LIMIT 1`,
    );
  return {
    slug: await one(`SELECT slug AS it FROM contests`),
    code: number,
    number,
    returned: await one(
      `SELECT e.number AS it FROM entries e JOIN vetting_decisions d ON d.entry_id = e.id WHERE d.verb = 'return' AND e.commune_id IN (SELECT commune_id FROM contest_vetters WHERE unit_id = (SELECT unit_id FROM role_assignments a JOIN persons p ON p.id = a.person_id WHERE p.username = 'tham-dinh')) ORDER BY e.state = 'returned' DESC LIMIT 1`,
    ),
    entryFile: await fileOf('jpg'),
    entryPdf: await fileOf('pdf'),
    drive: await one(
      `SELECT d.id AS it FROM drives d JOIN drive_units u ON u.drive_id = d.id GROUP BY d.id ORDER BY count(*) DESC, d.id LIMIT 1`,
    ),
    pledging: {
      id: await one(`SELECT u.drive_id AS it ${PLEDGING}`),
      unit: await one(`SELECT u.id AS it ${PLEDGING}`),
    },
    linkedGroup: await one(
      `SELECT id AS it FROM community_groups WHERE link IS NOT NULL AND closed_on IS NULL ORDER BY id LIMIT 1`,
    ),
    group: await one(`SELECT group_id AS it FROM community_group_counts GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`),
    commune: await one(`SELECT ${bo} AS it`),
    team: await one(
      `SELECT a.team_id AS it FROM community_household_assignments a JOIN community_teams t ON t.id = a.team_id
        WHERE t.commune_id = ${bo} AND a.until_at IS NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`,
    ),
    batch: await one(
      `SELECT id AS it FROM forwarding_batches WHERE unit_id = (SELECT unit_id FROM role_assignments a JOIN persons p ON p.id = a.person_id WHERE p.username = 'tham-dinh') LIMIT 1`,
    ),
    item: await one(`SELECT item_id AS it FROM propaganda_postings ORDER BY posted_on LIMIT 1`),
    webhook: await one(`SELECT id AS it FROM webhooks`),
    movement: await one(
      `SELECT p.movement_id AS it FROM reward_proposals p JOIN reward_nominees n ON n.proposal_id = p.id ORDER BY p.id LIMIT 1`,
    ),
    proposal: await one(
      `SELECT p.id AS it FROM reward_proposals p JOIN reward_nominees n ON n.proposal_id = p.id ORDER BY p.id LIMIT 1`,
    ),
    report: {
      id: await one(`SELECT id AS it FROM progress_reports ORDER BY kind, from_on LIMIT 1`),
      movement: await one(`SELECT movement_id AS it FROM progress_reports ORDER BY kind, from_on LIMIT 1`),
    },
    judged: await judgedBy(app, 'giam-khao-1'),
  };
}
