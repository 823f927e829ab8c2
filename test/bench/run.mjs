import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Bench } from './bench.mjs';
import { toLines } from './figures.mjs';
import { WORKLOADS } from './workloads.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, list: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !(name in WORKLOADS));
if (values.list || unknown.length > 0) {
  process.stderr.write(
    `npm run bench -- [--quick] [name …]\n${Object.entries(WORKLOADS)
      .map(([name, { about }]) => `  ${name.padEnd(12)} ${about}\n`)
      .join('')}`,
  );
  process.exit(unknown.length > 0 ? 2 : 0);
}

const say = (line) => process.stderr.write(`${line}\n`);
const bench = new Bench({ quick: values.quick, say });
const names = positionals.length > 0 ? positionals : Object.keys(WORKLOADS);
const machine = { node: process.version, cpus: cpus().length, cpu: cpus()[0]?.model, memory: totalmem() };
const report = { at: new Date().toISOString(), machine, quick: values.quick, workloads: {} };
let failed = false;

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void bench.close().finally(() => process.exit(130)));
try {
  for (const name of names) {
    const began = performance.now();
    say(`\n${name}: ${WORKLOADS[name].about} (load ${loadavg()[0].toFixed(1)})`);
    try {
      const figures = await WORKLOADS[name].run(bench);
      report.workloads[name] = figures;
      process.stdout.write(
        `${toLines(figures)
          .map((line) => `  ${line}`)
          .join('\n')}\n`,
      );
    } catch (fault) {
      failed = true;
      report.workloads[name] = { failed: String(fault) };
      process.stdout.write(`  failed: ${fault.stack}${fault.cause ? `\n${fault.cause}` : ''}\n`);
    }
    await bench.endWorkload();
    say(`  ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
} finally {
  await bench.close();
}
const out = join(import.meta.dirname, 'out');
await mkdir(out, { recursive: true });
const file = join(out, positionals.length > 0 ? `${positionals.join('-')}.json` : 'all.json');
await writeFile(file, `${JSON.stringify(report, null, 2)}\n`);
say(`\n${file}`);
process.exit(failed ? 1 : 0);
