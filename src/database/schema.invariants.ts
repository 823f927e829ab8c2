import { heldInSql, type Breach, type Invariant } from './invariants.js';
import type { Reader } from './tx.js';

interface Reference {
  name: string;
  child: string;
  parent: string;
  columns: string[];
  targets: string[];
}

/** Foreign keys hold by themselves unless somebody put rows past them: restored by hand, or with triggers off. So each is asked. */
const REFERENCES = `
  SELECT conname AS name, conrelid::regclass::text AS child, confrelid::regclass::text AS parent,
         ARRAY(SELECT quote_ident(a.attname) FROM unnest(conkey) WITH ORDINALITY k (num, at) JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.num ORDER BY k.at) AS columns,
         ARRAY(SELECT quote_ident(a.attname) FROM unnest(confkey) WITH ORDINALITY k (num, at) JOIN pg_attribute a ON a.attrelid = confrelid AND a.attnum = k.num ORDER BY k.at) AS targets
    FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY conrelid::regclass::text, conname`;

/** One statement for all references of one table: a question each would be a hundred and fifty. */
const orphansOf = (references: readonly Reference[]): string =>
  references
    .map(({ name, child, parent, columns, targets }) => {
      const given = columns.map((column) => `c.${column} IS NOT NULL`).join(' AND ');
      const same = columns.map((column, at) => `p.${targets[at]} = c.${column}`).join(' AND ');
      const key = columns.map((column) => `c.${column}`).join(', ');
      return `SELECT '${child} ' || concat_ws(' ', ${key}) AS row, '${name}: không có dòng tương ứng trong ${parent}' AS found
        FROM ${child} c WHERE ${given} AND NOT EXISTS (SELECT FROM ${parent} p WHERE ${same})`;
    })
    .join(' UNION ALL ');

const NO_ORPHANS: Invariant = {
  code: 'database.no-orphans',
  rule: 'Dòng nào trỏ đến dòng khác thì dòng ấy phải có',
  async breaches(reader: Reader): Promise<Breach[]> {
    const references = await reader.rows<Reference>(REFERENCES);
    const found: Breach[] = [];
    for (const mine of Map.groupBy(references, ({ child }) => child).values())
      found.push(...(await reader.rows<Breach>(orphansOf(mine))));
    return found;
  },
};

const VERSIONS: Invariant = {
  code: 'database.versions-count-from-one',
  rule: 'Số phiên bản của mỗi dòng đếm từ 1',
  async breaches(reader: Reader): Promise<Breach[]> {
    const tables = await reader.rows<{ name: string }>(
      `SELECT c.relname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
        WHERE a.attname = 'version' AND a.atttypid = 'integer'::regtype AND c.relnamespace = current_schema()::regnamespace ORDER BY 1`,
    );
    if (tables.length === 0) return [];
    return reader.rows<Breach>(
      tables
        .map(
          ({ name }) =>
            `SELECT '${name} ' || left(to_jsonb(t)::text, 120) AS row, 'phiên bản ' || t.version AS found FROM "${name}" t WHERE t.version < 1`,
        )
        .join(' UNION ALL '),
    );
  },
};

/** What must hold of the schema itself and of every table alike. */
export const SCHEMA_INVARIANTS: readonly Invariant[] = [
  NO_ORPHANS,
  VERSIONS,
  heldInSql(
    'database.guards-are-on',
    'Các ràng buộc và chốt giữ của cơ sở dữ liệu đều đang bật',
    `SELECT 'pg_trigger ' || tgrelid::regclass || ' ' || tgname AS row, 'chốt giữ đang tắt' AS found
       FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      WHERE NOT tgisinternal AND tgenabled = 'D' AND c.relnamespace = current_schema()::regnamespace
     UNION ALL
     SELECT 'pg_constraint ' || conrelid::regclass || ' ' || conname, 'ràng buộc chưa được kiểm với các dòng đang có'
       FROM pg_constraint WHERE NOT convalidated AND connamespace = current_schema()::regnamespace`,
  ),
];
