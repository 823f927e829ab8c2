import { AwardService } from '../../../src/awards/award.service.js';
import { BundleMaker } from '../../../src/awards/bundle/bundle.maker.js';
import { JudgingService } from '../../../src/judging/judging.service.js';
import { SheetService } from '../../../src/judging/sheet.service.js';
import type { Actor } from '../../../src/kernel/actor.js';
import { type AssignmentId, newId, type PersonId } from '../../../src/kernel/ids.js';
import { startApp, type TestApp } from '../../app.js';
import { givenKey } from '../../fixtures/program-keys.js';
import { actBy, buildWorld, PASSWORD_HASH, setClock, type World } from '../../fixtures/world.js';
import { Client, inParallel, type Keys, keysOf, strangersKeys } from './client.js';
import { type DossierPlan, giveDossier, plantSecrets, storeFiles } from './dossiers.js';
import { giveLists } from './members.js';
import { CLOCKS, isFrom, type Phase } from './phases.js';
import { type Principal, PRINCIPALS } from './principals.js';
import type { Thing, Things } from './things.js';

/** The whole house with two contests in it, one of them brought to a phase, and everybody signed in. */
export interface Stage {
  phase: Phase;
  app: TestApp;
  client: Client;
  own: World;
  other: World;
  keys: ReadonlyMap<Principal, Keys>;
  things: Things;
  close(): Promise<void>;
}

const dossier = (name: string, about: Partial<DossierPlan>): DossierPlan => ({
  name,
  contest: 'own',
  unit: 'banBo',
  village: 0,
  state: 'accepted',
  number: 0,
  judges: [],
  filed: false,
  ...about,
});

const DOSSIERS: readonly DossierPlan[] = [
  dossier('a draft of Bản Bo', { village: 0, state: 'draft', number: 1 }),
  dossier('one of Bản Bo that waits for vetting', { village: 1, state: 'submitted', number: 2 }),
  dossier('one of Bản Bo that was returned', { village: 2, state: 'returned', number: 3 }),
  dossier('one of Bản Bo that is judged', { village: 3, number: 4, judges: ['judge1', 'judge2'] }),
  dossier('one of Bình Lư that is judged', { unit: 'binhLu', number: 5, judges: ['judge1'] }),
  dossier('one of Noong Hẻo that waits for vetting', { unit: 'nongHeo', state: 'submitted', number: 6 }),
  dossier('one of Noong Hẻo that is judged', { unit: 'nongHeo', village: 1, number: 7, judges: ['judge1'] }),
  dossier('one of the other contest', { contest: 'other', number: 8, judges: ['judge1'] }),
  dossier('a draft that the office of Tam Đường files', { village: 4, state: 'draft', number: 9, filed: true }),
];

const DRAFT_SLUG = 'dang-chuan-bi';
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Sets the stage in a database of its own; `parts` as for `startApp`. */
export async function setStage(phase: Phase, parts: Parameters<typeof startApp>[0] = {}): Promise<Stage> {
  const app = await startApp(parts);
  const client = new Client(app.url);
  const own = await buildWorld(app.database);
  const other = await buildWorld(app.database, 'hoi-thi-hai', 'HAI22');
  await giveDraft(app, own);
  await givePeople(app, own);
  await givePanel(app, own, ['judge1', 'judge2', 'judge3']);
  await givePanel(app, other, ['judge1', 'judge2']);
  const files = await storeFiles(app);
  const entries = [];
  for (const plan of DOSSIERS) {
    entries.push(await giveDossier(app, plan.contest === 'own' ? own : other, plan, files));
  }
  await giveLists(app, [own, other], entries);
  await bringTo(app, own, phase);
  await setClock(app.database, other.contestId, CLOCKS.judging);
  const keys = new Map(
    await inParallel(PRINCIPALS, 6, async (principal) => {
      const { account } = principal;
      if (account === null) return [principal, await strangersKeys(client)] as const;
      // What a dead key is told is its own spec's: it would hide what these two are told without one.
      if (principal.fate !== null) return [principal, await keysOf(client, account)] as const;
      return [principal, { ...(await keysOf(client, account)), bearer: await giveKey(app, account) }] as const;
    }),
  );
  await app.database.transaction(async (tx) => {
    await tx.changed(`UPDATE persons SET disabled_at = now() WHERE username = 'bi-khoa'`);
    await tx.changed(
      `UPDATE role_assignments SET revoked_at = now() WHERE person_id = (SELECT id FROM persons WHERE username = 'het-vai')`,
    );
  });
  return {
    phase,
    app,
    client,
    own,
    other,
    keys,
    things: await thingsOf(
      app,
      own,
      other,
      entries.map(({ thing }) => thing),
    ),
    async close() {
      client.close();
      await app.close();
    },
  };
}

/** A contest of the same province that nobody may know of yet. */
async function giveDraft(app: TestApp, world: World): Promise<void> {
  await app.database.transaction(async (tx) => {
    await tx.changed(`CREATE TEMPORARY TABLE drafted ON COMMIT DROP AS SELECT * FROM contests WHERE id = $1`, [
      world.contestId,
    ]);
    await tx.changed(`UPDATE drafted SET id = $1, slug = $2, code = 'MOI23', state = 'draft', opened_at = NULL`, [
      newId(),
      DRAFT_SLUG,
    ]);
    await tx.changed(`INSERT INTO contests SELECT * FROM drafted`);
  });
}

/** A key that opens all there is to open for the person's role. */
async function giveKey(app: TestApp, account: string): Promise<string> {
  const held = await app.database.reader.one<Pick<Actor, 'personId' | 'assignmentId' | 'role'>>(
    `SELECT p.id AS "personId", a.id AS "assignmentId", a.role FROM persons p JOIN role_assignments a ON a.person_id = p.id WHERE p.username = $1`,
    [account],
  );
  if (held === null) throw new Error(`${account} has no role`);
  return givenKey(app, held);
}

async function givePeople(app: TestApp, world: World): Promise<void> {
  for (const username of ['bi-khoa', 'het-vai', 'to-chuc-tinh']) {
    const isProvincial = username === 'to-chuc-tinh';
    await app.database.transaction(async (tx) => {
      const id = newId<'person'>() as PersonId;
      await tx.changed(
        `INSERT INTO persons (id, username, full_name, sort_key, folded, password_hash, created_at) VALUES ($1, $2, $2, $2, $2, $3, now())`,
        [id, username, PASSWORD_HASH],
      );
      await tx.changed(
        `INSERT INTO role_assignments (id, person_id, role, contest_id, unit_id, granted_at) VALUES ($1, $2, 'organiser', $3, $4, now())`,
        [
          newId<'role-assignment'>() as AssignmentId,
          id,
          isProvincial ? null : world.contestId,
          isProvincial ? world.units.province : null,
        ],
      );
    });
  }
}

async function givePanel(
  app: TestApp,
  world: World,
  judges: readonly ('judge1' | 'judge2' | 'judge3')[],
): Promise<void> {
  await app.database.transaction(async (tx) => {
    for (const [index, judge] of judges.entries()) {
      const { personId, name } = world.actors[judge];
      await tx.changed(`INSERT INTO panel_judges (round_id, person_id, code, name) VALUES ($1, $2, $3, $4)`, [
        world.roundId,
        personId,
        `GK${index + 1}`,
        name,
      ]);
    }
    // A prize for each of the three judged dossiers, two of which share the first rank, and no floor: nothing is left to decide.
    await tx.changed(
      `UPDATE prize_tiers SET quantity = CASE code WHEN 'nhat' THEN 2 WHEN 'nhi' THEN 1 ELSE 0 END, minimum_hundredths = NULL WHERE contest_id = $1`,
      [world.contestId],
    );
    await tx.changed(`UPDATE criteria SET step_hundredths = 1 WHERE rubric_version_id = $1`, [world.rubricVersionId]);
  });
}

/** Lets the contest's people do what brings it there, through the services of the rooms. */
async function bringTo(app: TestApp, world: World, phase: Phase): Promise<void> {
  const { secretary, organiser, organiser2, judge1, judge2 } = world.actors;
  const get = <Service>(service: abstract new (...args: never[]) => Service): Service =>
    app.app.get<Service>(service as never, { strict: false });
  if (isFrom(phase, 'judging')) {
    await setClock(app.database, world.contestId, CLOCKS.judging);
    await plantSecrets(app, world);
  }
  if (isFrom(phase, 'closed')) {
    const sheets = get(SheetService);
    for (const judge of [judge1, judge2]) await sheets.sign(actBy(judge), { leaveIncomplete: false });
    await get(JudgingService).close(actBy(secretary), { version: 1, reason: 'Đã chấm xong.' });
  }
  await setClock(app.database, world.contestId, CLOCKS[phase]);
  if (phase === 'published') {
    const awards = get(AwardService);
    const versionOf = async (): Promise<number> =>
      (await app.database.reader.one<{ version: number }>('SELECT version FROM award_lists', []))?.version ?? 0;
    const list = await awards.draft(actBy(organiser), world.slug);
    await awards.confirm(actBy(organiser2), world.slug, await versionOf());
    await awards.publish(actBy(organiser), world.slug, { reason: '', version: await versionOf() });
    await get(BundleMaker).make(list.id);
  }
}

async function thingsOf(app: TestApp, own: World, other: World, entries: Things['entry']): Promise<Things> {
  const one = (name: string, contest: Thing['contest'], params: Record<string, string>): Thing => ({
    name,
    contest,
    params,
  });
  const missingEntry = { slug: own.slug, file: NOBODY, id: NOBODY, paper: NOBODY, transfer: NOBODY, slot: 'anh' };
  return {
    nothing: [one('', 'own', {})],
    contest: [
      one('the contest', 'own', { slug: own.slug, ...(await partsOf(app, own)), foreignSlot: other.slots.report }),
      one('the other contest', 'other', {
        slug: other.slug,
        ...(await partsOf(app, other)),
        foreignSlot: own.slots.report,
      }),
      one('a contest that is being prepared', 'draft', { slug: DRAFT_SLUG }),
      one('no contest', null, { slug: 'khong-co-cuoc-thi' }),
    ],
    entry: [
      ...entries,
      one('no dossier', null, { code: 'ZALO21-211118-9999', ...missingEntry }),
      one('nonsense for a dossier', null, { code: 'khong-phai-ma', ...missingEntry }),
    ],
    judge: [
      // The other contest's panel has two judges only.
      one('the third judge of the panel', 'own', { judge: 'GK3', code: 'ZALO21-211118-0004' }),
      one('no judge', null, { judge: 'GK77', code: 'ZALO21-211118-9999' }),
    ],
    person: [
      one('a person who stands for nobody here', 'own', { id: own.actors.organiser2.personId }),
      one('no person', null, { id: NOBODY }),
      one('nonsense for a person', null, { id: 'xa' }),
    ],
    unit: [
      one('a unit', 'own', { id: own.units.banBo }),
      one('no unit', null, { id: NOBODY }),
      one('nonsense for a unit', null, { id: '1;' }),
    ],
  };
}

/** A row of each list that a contest is made of. */
async function partsOf(app: TestApp, { slots, fields, criteria, rulesVersionId, contestId }: World) {
  const tier = await app.database.reader.one<{ id: string }>(
    `SELECT id FROM prize_tiers WHERE contest_id = $1 AND code = 'nhi'`,
    [contestId],
  );
  return {
    slotId: slots.report,
    fieldId: fields.groupName,
    criterionId: criteria.A,
    rulesId: rulesVersionId,
    tierId: tier?.id ?? NOBODY,
  };
}
