import { figure } from '../figures.mjs';
import { compiled } from '../processes.mjs';

const GROUPS = 5_000;
const VILLAGES_NAMED = 10_000;
const TIMES = 20;
/** As many as the country of the bench has (data.mjs). */
const COMMUNES = 500;

/** A district's or province's file of groups; with `faulty`, every tenth row has something wrong, of five kinds in turn. */
function fileOfGroups({ faulty }) {
  const wrong = [
    (row) => ({ ...row, unit: 'Xã Không Có' }),
    (row) => ({ ...row, name: '' }),
    (row) => ({ ...row, members: 'nhiều' }),
    (row) => ({ ...row, countedOn: '31/02/2021' }),
    (row) => ({ ...row, link: 'không phải' }),
  ];
  const lines = Array.from({ length: GROUPS }, (_, i) => {
    const row = {
      unit: `Bản Số ${i % COMMUNES}`,
      village: `Bản Nà Số ${i}`,
      name: `Nhóm Zalo cộng đồng bản Nà Số ${i}`,
      link: `https://zalo.me/g/do${i.toString(36)}x`,
      owner: `Lò Văn Đo ${i}`,
      members: String(18 + (i % 61)),
      countedOn: '16/09/2021',
    };
    const one = faulty && i % 10 === 9 ? wrong[Math.floor(i / 10) % wrong.length](row) : row;
    return Object.values(one).join(',');
  });
  return Buffer.from(['Đơn vị,Thôn bản,Tên nhóm,Liên kết,Trưởng nhóm,Số thành viên,Ngày đếm', ...lines].join('\n'));
}

/** An import of 5,000 groups with a fault in every tenth row and one without, and the lists of the register afterwards. */
export async function groups(bench) {
  await bench.client();
  const [{ createDataSource }, { Database }, { Audit }, { readCsv }] = await Promise.all(
    ['database/data-source.js', 'database/database.js', 'audit/audit.js', 'press/csv-reading.js'].map(compiled),
  );
  const room = async (file) => compiled(`communities/${file}.js`);
  const { CommunityReach } = await room('community.reach');
  const { UnitReader } = await compiled('units/unit.reader.js');
  const source = await createDataSource(await bench.databaseUrl()).initialize();
  try {
    const database = new Database(source);
    const [{ GroupRepository }, { CountRepository }, { GroupImport }, { GroupImportRepository }] = await Promise.all(
      ['group.repository', 'count.repository', 'group.import', 'import.repository'].map((file) =>
        room(`groups/${file}`),
      ),
    );
    const [{ GroupListRepository }, { GapRepository }] = await Promise.all(
      ['group.list.repository', 'gap.repository'].map((file) => room(`groups/${file}`)),
    );
    const [repository, counts] = [new GroupRepository(), new CountRepository()];
    const reach = new CommunityReach(new UnitReader());
    const importing = new GroupImport(database, new Audit(), reach, new GroupImportRepository(), repository, counts);
    const actor = await database.reader.one(
      `SELECT p.id AS "personId", p.full_name AS name, a.role, a.id AS "assignmentId", a.unit_id AS "unitId", u.name AS "unitName", a.contest_id AS "contestId"
         FROM persons p JOIN role_assignments a ON a.person_id = p.id JOIN units u ON u.id = a.unit_id WHERE p.username = 'tham-dinh'`,
    );
    const handed = (bytes) => ({
      tables: [readCsv(bytes, { rows: VILLAGES_NAMED, columns: 40 })],
      countedOn: null,
      today: '2021-11-20',
      sample: false,
    });
    const timed = async (work) => {
      const began = performance.now();
      return { result: await work(), seconds: (performance.now() - began) / 1000 };
    };
    const faulty = await timed(() => importing.check(database.reader, actor, handed(fileOfGroups({ faulty: true }))));
    const before = await database.reader.one('SELECT count(*)::int AS groups FROM community_groups');
    const whole = await timed(() =>
      importing.take({ actor, formKey: null, requestId: 'BENCH' }, handed(fileOfGroups({ faulty: false }))),
    );
    await (
      await bench.client()
    ).query('VACUUM (ANALYZE) community_groups, community_group_counts, community_group_people');
    const own = await reach.of(database.reader, actor);
    const filter = {
      districtId: null,
      communeId: null,
      villageId: null,
      kind: null,
      text: null,
      state: 'open',
      doubledOnly: false,
    };
    const mean = async (work) => {
      await work();
      const { seconds } = await timed(async () => {
        for (let i = 0; i < TIMES; i += 1) await work();
      });
      return (seconds / TIMES) * 1000;
    };
    const [list, gaps] = [new GroupListRepository(), new GapRepository()];
    const at = { on: '2021-11-20', filter };
    const page = await mean(() => list.page(database.reader, own, { ...at, limit: 50, offset: 2500 }));
    const sums = await mean(() => list.sums(database.reader, own, at));
    const gap = await mean(() =>
      gaps.page(database.reader, own, { on: at.on, districtId: null, kind: null, limit: 50, offset: 0 }),
    );
    const named = new Set(faulty.result.faults.map(({ line }) => line)).size;
    const detail = `${named} of ${GROUPS / 10} faulty rows named; ${before.groups} groups written by it`;
    return [
      figure(`checking ${GROUPS} groups, every tenth faulty`, faulty.seconds, 's', { most: 5 }, { detail }),
      figure(`taking ${GROUPS} groups with their counts`, whole.seconds, 's', { most: 10 }),
      figure('a page of 50 out of them, in the middle', page, 'ms', { most: 250 }),
      figure('their sums', sums, 'ms', { most: 250 }),
      figure('a page of 50 communes with what their groups lack', gap, 'ms', { most: 250 }),
    ];
  } finally {
    await source.destroy();
  }
}
