import { randomUUID } from 'node:crypto';
import { figure } from '../figures.mjs';
import { compiled } from '../processes.mjs';

const HOUSEHOLDS = 50_000;
const A_TEAM = 40;
const TIMES = 10;
const COVID = '7ea00000-0000-4000-8000-000000000001';
/** Commune 0 of the bench's country (data.mjs) has every 500th of 10,000 villages. */
const villageOf = (i) => `Bản Nà Số ${(i % 20) * 500}`;
const teamOf = (i) => `Tổ số ${(i % 20) * 1000 + Math.floor(i / (20 * A_TEAM))}`;

/** A commune's file of households; with `faulty`, every tenth row has something wrong, of five kinds in turn. */
function fileOfHouseholds({ faulty }) {
  const wrong = [
    (row) => ({ ...row, village: 'Bản Không Có' }),
    (row) => ({ ...row, head: '' }),
    (row) => ({ ...row, persons: 'nhiều' }),
    (row) => ({ ...row, team: 'Tổ không có' }),
    (row) => ({ ...row, unit: 'Xã Không Có' }),
  ];
  const lines = Array.from({ length: HOUSEHOLDS }, (_, i) => {
    const row = {
      unit: 'Xã Bản Số 0',
      village: villageOf(i),
      head: `Lò Văn Đo ${i}`,
      address: `Nhà số ${i}`,
      persons: String(1 + (i % 9)),
      team: i % 25 === 24 ? '' : teamOf(i),
    };
    const one = faulty && i % 10 === 9 ? wrong[Math.floor(i / 10) % wrong.length](row) : row;
    return Object.values(one).join(';');
  });
  return Buffer.from(
    ['Xã, phường, thị trấn;Thôn, bản;Chủ hộ;Địa chỉ, số nhà;Số người;Tổ phụ trách', ...lines].join('\n'),
  );
}

/** An import of 50,000 households with a fault in every tenth row and one without, and coverage and lists afterwards, with their plans. */
export async function households(bench) {
  const client = await bench.client();
  const [{ createDataSource }, { Database }, { Audit }, { readCsv }, { UnitReader }] = await Promise.all(
    [
      'database/data-source.js',
      'database/database.js',
      'audit/audit.js',
      'press/csv-reading.js',
      'units/unit.reader.js',
    ].map(compiled),
  );
  const room = async (file) => compiled(`communities/${file}.js`);
  const { CommunityReach } = await room('community.reach');
  const { GroupImportRepository } = await room('groups/import.repository');
  const [{ HouseholdImport }, { HouseholdRepository }, { CoverageRepository }, { TeamListRepository }] =
    await Promise.all(
      ['household.import', 'household.repository', 'coverage.repository', 'team.list.repository'].map((file) =>
        room(`teams/${file}`),
      ),
    );
  const source = await createDataSource(await bench.databaseUrl()).initialize();
  try {
    const database = new Database(source);
    const reach = new CommunityReach(new UnitReader());
    const importing = new HouseholdImport(
      database,
      new Audit(),
      reach,
      new GroupImportRepository(),
      new HouseholdRepository(),
    );
    const actorOf = (username) =>
      database.reader.one(
        `SELECT p.id AS "personId", p.full_name AS name, a.role, a.id AS "assignmentId", a.unit_id AS "unitId", u.name AS "unitName", a.contest_id AS "contestId"
           FROM persons p JOIN role_assignments a ON a.person_id = p.id JOIN units u ON u.id = a.unit_id WHERE p.username = $1`,
        [username],
      );
    const [commune, office] = [await actorOf('xa-0'), await actorOf('tham-dinh')];
    await addTeams(client, commune.unitId);
    const handed = (bytes) => ({
      tables: [readCsv(bytes, { rows: HOUSEHOLDS + 50, columns: 30 })],
      kindId: COVID,
      today: '2021-11-20',
      sample: false,
    });
    const timed = async (work) => {
      const began = performance.now();
      return { result: await work(), seconds: (performance.now() - began) / 1000 };
    };
    const act = { actor: commune, formKey: null, requestId: 'BENCH' };
    const faulty = await timed(() => importing.take(act, handed(fileOfHouseholds({ faulty: true }))));
    const left = await database.reader.one('SELECT count(*)::int AS rows FROM community_households');
    const whole = await timed(() => importing.take(act, handed(fileOfHouseholds({ faulty: false }))));
    await client.query('VACUUM (ANALYZE) community_households, community_household_assignments, community_teams');
    const wide = await reach.of(database.reader, office);
    const at = { on: '2021-11-20', kindId: COVID, districtId: null, communeId: null };
    const [coverage, list] = [new CoverageRepository(), new TeamListRepository()];
    const filter = { districtId: null, communeId: null, kindId: null, state: null, faultyOnly: true, text: null };
    const paging = { limit: 50, offset: 0 };
    const reads = {
      'coverage of the province, sums': () => coverage.sums(database.reader, wide, at),
      'coverage of the province, 50 communes': () => coverage.communes(database.reader, wide, at, paging),
      'coverage of a commune, its villages': () =>
        coverage.villages(database.reader, wide, { ...at, communeId: commune.unitId }, paging),
      'list of 50 teams outside the bounds': () =>
        list.page(database.reader, wide, { on: at.on, filter, limit: 50, offset: 0 }),
    };
    const figures = [
      figure('rows of the faulty file', HOUSEHOLDS, 'rows'),
      figure('faults named', faulty.result.faults.length, 'faults', { least: HOUSEHOLDS / 10, most: HOUSEHOLDS / 10 }),
      figure('households left behind by it', left.rows, 'rows', { most: 0 }),
      figure('faulty file checked', faulty.seconds, 's'),
      figure('households taken', whole.result.added, 'rows', { least: HOUSEHOLDS }),
      figure('whole file taken', whole.seconds, 's'),
    ];
    for (const [name, read] of Object.entries(reads)) {
      const times = [];
      for (let i = 0; i < (bench.quick ? 3 : TIMES); i += 1) times.push((await timed(read)).seconds * 1000);
      figures.push(figure(name, times.sort((a, b) => a - b)[Math.floor(times.length / 2)], 'ms'));
    }
    return figures;
  } finally {
    await source.destroy();
  }
}

async function addTeams(client, communeId) {
  const villages = await client.query(`SELECT id, name FROM units WHERE parent_id = $1 AND level = 'village'`, [
    communeId,
  ]);
  const idOf = new Map(villages.rows.map(({ id, name }) => [name, id]));
  const named = new Map();
  for (let i = 0; i < HOUSEHOLDS; i += 1) named.set(teamOf(i), idOf.get(villageOf(i)));
  const { fold } = await compiled('kernel/vietnamese/fold.js');
  const rows = [...named].map(([name, villageId]) => ({ id: randomUUID(), name, folded: fold(name), villageId }));
  await client.query(
    `INSERT INTO community_teams (id, kind_id, commune_id, village_id, name, folded, sort_key, created_at, changed_at, changed_by_name)
     SELECT id, $2, $3, "villageId", name, folded, folded, now(), now(), 'Đo'
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, name text, folded text, "villageId" uuid)`,
    [JSON.stringify(rows), COVID, communeId],
  );
}
