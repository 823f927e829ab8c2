// The least program that shows the same pages: Express, a session look-up, the page's own statements prepared by name, one
// precompiled Handlebars template filled to the size of ours. No rights, no tokens, no layout, no headers beyond Express's own.
import { readFileSync } from 'node:fs';
import express from 'express';
import Handlebars from 'handlebars';
import pg from 'pg';

// Instants stay the text that PostgreSQL sends.
for (const type of [pg.types.builtins.TIMESTAMPTZ, pg.types.builtins.DATE])
  pg.types.setTypeParser(type, (text) => text);

const spec = JSON.parse(readFileSync(process.env.FLOOR, 'utf8'));
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 });
const app = express();
app.disable('x-powered-by');
app.set('etag', false);

const SESSION = {
  name: 'session',
  text: `SELECT s.sess, p.full_name FROM sessions s JOIN persons p ON p.id = (s.sess ->> 'personId')::uuid
    WHERE s.sid = $1 AND s.expire >= to_timestamp($2)`,
};

async function hasSession(req) {
  const sid = /hoithi=s%3A([^.;]+)\./.exec(req.get('cookie') ?? '')?.[1] ?? '';
  const { rows } = await pool.query({ ...SESSION, values: [sid, Date.now() / 1000] });
  return rows.length === 1;
}

/** A template that prints every value of such rows: cells for plain ones, a block for each member of a list. */
function templateOf(row) {
  return Object.entries(row)
    .map(([name, value]) => {
      if (Array.isArray(value) && typeof value[0] === 'object')
        return `{{#each ${name}}}<div>${templateOf(value[0])}</div>{{/each}}`;
      if (value !== null && typeof value === 'object' && !Array.isArray(value))
        return `{{#with ${name}}}${templateOf(value)}{{/with}}`;
      return /^\w+$/.test(name) ? `<td>{{${name}}}</td>` : `<td>{{[${name}]}}</td>`;
    })
    .join('');
}

const rowsOf = async (page) =>
  Promise.all(page.statements.map(async (statement) => (await pool.query(statement)).rows));

for (const [path, page] of Object.entries(spec)) {
  const samples = await rowsOf(page);
  const source = samples
    .map((rows, i) => `<table>{{#each r${i}}}<tr>${templateOf(rows[0] ?? {})}</tr>{{/each}}</table>`)
    .join('\n');
  const modelOf = (all) => Object.fromEntries(all.map((rows, i) => [`r${i}`, rows]));
  const bare = Buffer.byteLength(Handlebars.compile(source)(modelOf(samples)));
  const filler = '<p class="same-size">'.repeat(Math.max(0, Math.ceil((page.bytes - bare) / 21)));
  const template = Handlebars.compile(`<!doctype html>${source}${filler}`, { knownHelpersOnly: true });
  app.get(path, async (req, res) => {
    if (page.session && !(await hasSession(req))) return res.status(401).end();
    if (page.etag !== undefined) {
      const { rows } = await pool.query(page.etag);
      const tag = `"${rows[0].id}.${rows[0].version}"`;
      res.setHeader('ETag', tag);
      if (req.get('if-none-match') === tag) return res.status(304).end();
    }
    res.type('html').send(template(modelOf(await rowsOf(page))));
  });
}

const server = app.listen(0, '127.0.0.1', () => process.stderr.write(`http://127.0.0.1:${server.address().port}\n`));
process.on('SIGTERM', () => process.exit(0));
