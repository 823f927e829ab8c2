// EXPLAIN (ANALYZE, BUFFERS) of every statement behind the listed pages at 10,000 entries, as the pages really send them. Fails when
// one of them reads a big table from end to end. `node test/bench/plans.mjs [page …]`
import { Bench } from './bench.mjs';
import { listedPages } from './listed-pages.mjs';
import { overhear } from './traced.mjs';

const BIG_TABLE_ROWS = 1_000;
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const isBrief = process.argv.includes('--brief');
const limit = isBrief ? Infinity : 2;
const bench = new Bench({ quick: true, say: (line) => process.stderr.write(`${line}\n`) });
const print = (line) => process.stdout.write(`${line}\n`);
let faults = 0;

try {
  const pages = (await listedPages(bench)).filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const client = await bench.client();
  const heard = await overhear(bench, async ({ statementsOf }) => {
    const all = [];
    for (const { name, many } of pages) all.push({ name, ...(await statementsOf(many)) });
    return all;
  });
  const { rows } = await client.query(
    `SELECT relname AS name, reltuples AS rows FROM pg_class WHERE relkind = 'r' AND reltuples > $1`,
    [BIG_TABLE_ROWS],
  );
  const big = new Map(rows.map(({ name, rows: count }) => [name, count]));
  for (const { name, answer, statements } of heard) {
    print(`\n## ${name} (${answer.status}, ${statements.length} statements)`);
    if (answer.status !== 200) faults += 1;
    for (const statement of statements.filter(({ text }) => /^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b/i.test(text)))
      faults += await explain(client, statement, big);
  }
  print(`\n${faults === 0 ? 'no big table is read from end to end' : `${faults} faults`}`);
} finally {
  await bench.close();
}
process.exit(faults === 0 ? 0 : 1);

/** Prints the plan of a statement; answers how many big tables it reads whole. Nothing that it writes stays. */
async function explain(client, { text, values }, big) {
  await client.query('BEGIN');
  const { rows } = await client.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, values);
  await client.query('ROLLBACK');
  const [{ Plan: plan, 'Execution Time': ms }] = rows[0]['QUERY PLAN'];
  const scans = wholeReads(plan).filter((table) => big.has(table));
  print(
    `- ${ms.toFixed(2)} ms, ${plan['Shared Hit Blocks'] + plan['Shared Read Blocks']} blocks: ${text.replace(/\s+/g, ' ').slice(0, 150)}`,
  );
  for (const table of scans) print(`  FAULT: reads ${table} (${big.get(table)} rows) from end to end`);
  if (scans.length > 0 || ms > limit) print(indented(plan, 2));
  return scans.length;
}

function wholeReads(node) {
  const own = node['Node Type'] === 'Seq Scan' && node['Actual Loops'] > 0 ? [node['Relation Name']] : [];
  return [...own, ...(node.Plans ?? []).flatMap(wholeReads)];
}

function indented(node, depth) {
  const place = node['Index Name'] ?? node['Relation Name'] ?? '';
  const line = `${' '.repeat(depth)}${node['Node Type']} ${place} rows ${node['Actual Rows']} × ${node['Actual Loops']}, ${node['Actual Total Time']} ms`;
  return [line, ...(node.Plans ?? []).map((child) => indented(child, depth + 2))].join('\n');
}
