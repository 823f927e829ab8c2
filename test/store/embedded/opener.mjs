// Another process beside the spec: opens the embedded database of the folder it is given, tells what it got, and obeys
// one word a line: "owned" asks again, "close" closes and ends. Run by plain Node.
import { createInterface } from 'node:readline';
import { source } from '../../sources.mjs';

const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
const { openEmbeddedPostgres } = await source('database/embedded/embedded-postgres.ts');
const database = await openEmbeddedPostgres({ dataDir: process.argv[2], log: () => undefined }).catch((fault) => {
  say({ fault: fault.message });
  process.exit(1);
});
say({ url: database.url, owned: database.owned });
for await (const word of createInterface({ input: process.stdin })) {
  if (word === 'owned') say({ owned: database.owned });
  if (word === 'close') {
    await database.close();
    say({ closed: true });
    break;
  }
}
process.exit(0);
