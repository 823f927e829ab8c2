// The score-submit transaction straight to PostgreSQL: the statements of ours, prepared, from one Node process without HTTP, reading
// of forms, rights or pages. GET /run?connections=8&seconds=1 runs it and answers { rate, latencies }.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import pg from 'pg';

const { statements, like, sheets } = JSON.parse(readFileSync(process.env.FLOOR, 'utf8'));
const clients = [];
const [key, desk, save, event] = statements;
const versions = new Map(sheets.flat().map(({ sheetId, version }) => [sheetId, version]));

/** The values of the overheard statement, with this sheet's own in their places. */
const valuesFor = (sheet) => {
  const own = new Map(['number', 'entryId', 'sheetId', 'personId'].map((name) => [like[name], sheet[name]]));
  return (statement) => statement.values.map((value) => own.get(value) ?? value);
};

async function submit(client, sheet) {
  const valuesOf = valuesFor(sheet);
  const version = versions.get(sheet.sheetId);
  versions.set(sheet.sheetId, version + 1);
  await client.query('BEGIN');
  await client.query({ ...key, values: [randomUUID(), ...valuesOf(key).slice(1)] });
  const found = await client.query({ ...desk, values: valuesOf(desk) });
  const [id, , ...words] = valuesOf(save);
  const saved = await client.query({ ...save, values: [id, version, ...words] });
  await client.query({ ...event, values: valuesOf(event) });
  await client.query('COMMIT');
  if (found.rowCount !== 1 || saved.rowCount !== 1) throw new Error('the floor wrote nothing');
}

async function run(connections, seconds) {
  while (clients.length < connections) {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await client.connect();
    clients.push(client);
  }
  const latencies = [];
  const began = performance.now();
  const until = began + seconds * 1000;
  // As many connections to PostgreSQL as our pool has; more would only wait for one another in another place.
  const free = clients.slice(0, Math.min(connections, 20));
  const waiting = [];
  const take = () => free.pop() ?? new Promise((resolve) => waiting.push(resolve));
  const give = (client) => (waiting.shift() ?? ((one) => free.push(one)))(client);
  await Promise.all(
    Array.from({ length: connections }, async (_, connection) => {
      const own = sheets[connection % sheets.length];
      const window = Math.floor(connection / sheets.length);
      for (let turn = 0; performance.now() < until; turn += 1) {
        const asked = performance.now();
        const client = await take();
        await submit(client, own[(turn * 2 + window) % own.length]);
        give(client);
        latencies.push(performance.now() - asked);
      }
    }),
  );
  return { rate: latencies.length / ((performance.now() - began) / 1000), latencies };
}

const server = createServer((req, res) => {
  const asked = new URL(req.url, 'http://floor').searchParams;
  run(Number(asked.get('connections')), Number(asked.get('seconds'))).then(
    (result) => res.end(JSON.stringify(result)),
    (fault) => {
      process.stderr.write(`${fault.stack}\n`);
      process.exit(1);
    },
  );
});
server.listen(0, '127.0.0.1', () => process.stderr.write(`http://127.0.0.1:${server.address().port}\n`));
process.on('SIGTERM', () => process.exit(0));
