import { createRequire } from 'node:module';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { House } from './app.house.js';
import { Refused } from './kernel/refusal.js';
import { parseInstant } from './kernel/instant.js';
import { addBackupCommands } from './app.backup-commands.js';
import { addCheckCommands } from './app.check-commands.js';
import { addFileCommands } from './app.file-commands.js';
import { CommandFault } from './kernel/command-fault.js';

/** Exit codes of the contract: 0 done, 1 refused or failed check, 2 wrong usage. */
const EXIT = { done: 0, refused: 1, usage: 2 } as const;
const STAGES = { nop: 'intake', 'tham-dinh': 'vetting', cham: 'judging', 'cong-bo': 'results' } as const;
type Stage = (typeof STAGES)[keyof typeof STAGES];

const say = (line: string): void => void process.stderr.write(`${line}\n`);
/** Data goes to stdout: JSON when asked for, else lines a person can read and a shell can cut. */
const put = (asJson: boolean | undefined, data: unknown, lines: () => string[]): void =>
  void process.stdout.write(
    asJson === true
      ? `${JSON.stringify(data)}\n`
      : lines()
          .map((line) => `${line}\n`)
          .join(''),
  );

/**
 * Runs a command that needs the database. Only these load the house: `tally` must work from files alone. With `migrate` the
 * schema is brought up to date first; every other command, and a dry run, needs it up to date, but those that ask for `anySchema`.
 */
async function withHouse(
  work: (house: House) => Promise<number | void>,
  given: { migrate?: boolean; dryRun?: boolean | undefined; anySchema?: boolean } = {},
): Promise<void> {
  const { migrate = false, dryRun = false, anySchema = false } = given;
  const { openHouse } = await import('./app.house.js');
  const house = await openHouse({ migrate: migrate && !dryRun });
  try {
    if (!anySchema && (await house.migrations()).pending.length > 0)
      throw new CommandFault(['migrations are pending: run "migrate up" first'], false);
    process.exitCode = (await work(house)) ?? EXIT.done;
  } finally {
    await house.close();
  }
}

const readStage = (text: string): Stage => {
  const stage = text in STAGES ? STAGES[text as keyof typeof STAGES] : (text as Stage);
  if (!Object.values(STAGES).includes(stage))
    throw new InvalidArgumentError('one of intake, vetting, judging, results');
  return stage;
};
const readInstant = (text: string): Date => {
  const at = parseInstant(text);
  if (at === null)
    throw new InvalidArgumentError('an ISO 8601 instant with its offset, e.g. 2021-11-30T23:59:59.999+07:00');
  return at;
};
const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };
const program = new Command('hoithi')
  .description('Hội Thi from the command line')
  .version(version, '--version', 'tell the version')
  .exitOverride()
  .showHelpAfterError();

program
  .command('serve')
  .description('run the platform (what npm start does)')
  .action(async () => {
    const { serve } = await import('./app.serve.js');
    await serve();
  });

addFileCommands(program);
addBackupCommands(program, put);
addCheckCommands(program, { withHouse, put });

const migrate = program.command('migrate').description('the schema of the database');
migrate
  .command('up')
  .description('bring the schema up to date')
  .option('--dry-run', 'only tell what would be done')
  .option('--json')
  .action(({ dryRun, json }: { dryRun?: boolean; json?: boolean }) =>
    withHouse(
      async (house) => {
        const before = await house.migrations();
        if (dryRun !== true) await house.migrateUp();
        put(
          json,
          { done: dryRun === true ? [] : before.pending, pending: dryRun === true ? before.pending : [] },
          () => before.pending,
        );
      },
      { anySchema: true },
    ),
  );
migrate
  .command('status')
  .description('which migrations stand, which are pending; 1 when any is')
  .option('--json')
  .action(({ json }: { json?: boolean }) =>
    withHouse(
      async (house) => {
        const status = await house.migrations();
        put(json, status, () => [
          ...status.applied.map((name) => `applied\t${name}`),
          ...status.pending.map((name) => `pending\t${name}`),
        ]);
        return status.pending.length === 0 ? EXIT.done : EXIT.refused;
      },
      { anySchema: true },
    ),
  );

program
  .command('demo')
  .description('the demonstration')
  .command('load')
  .description('refill the demonstration at a stage')
  .addOption(new Option('--stage <stage>', 'intake, vetting, judging or results').argParser(readStage))
  .addOption(new Option('--giai-doan <stage>', 'nop, tham-dinh, cham or cong-bo').argParser(readStage))
  .option('--dry-run', 'check, and tell what would go; load nothing')
  .option('--json')
  .action(({ stage, giaiDoan, dryRun, json }: { stage?: Stage; giaiDoan?: Stage; dryRun?: boolean; json?: boolean }) =>
    withHouse(
      async (house) => {
        if (dryRun === true) {
          const tried = await house.tryDemonstration(stage ?? giaiDoan ?? 'intake');
          put(json, tried, () => [`would load\t${tried.slug}\t${tried.stage}\tremoves ${tried.removes} entries`]);
          return;
        }
        const loaded = await house.loadDemonstration(stage ?? giaiDoan ?? 'intake', say);
        put(json, loaded, () => [`${loaded.slug}\t${loaded.stage}\t${loaded.entries} entries`]);
      },
      { migrate: true, dryRun },
    ),
  );

program
  .command('unit')
  .description('administrative units')
  .command('import <file>')
  .description('villages from a CSV file: every row is checked first, then all or nothing')
  .option('--dry-run', 'check only')
  .option('--json')
  .action((file: string, { dryRun, json }: { dryRun?: boolean; json?: boolean }) =>
    withHouse(
      async (house) => {
        const { importUnits } = await import('./app.commands.js');
        const done = await importUnits(await house.context(), file, dryRun === true);
        for (const warning of done.warnings) say(warning);
        put(json, done, () => [`${dryRun === true ? 'would import' : 'imported'}\t${done.rows} rows`]);
      },
      { migrate: true, dryRun },
    ),
  );

program
  .command('user')
  .description('people and their roles')
  .command('create')
  .description('make an account and print its single-use link')
  .requiredOption('--username <name>')
  .requiredOption('--name <full name>')
  .requiredOption('--role <role>', 'commune, vetting, judge, secretary, organiser, auditor or admin')
  .option('--unit <code>', 'code of the unit acted for')
  .option('--contest <slug>', 'slug of the contest the role is for')
  .option('--phone <number>')
  .option('--dry-run', 'check only')
  .option('--json')
  .action(
    (options: {
      username: string;
      name: string;
      role: string;
      unit?: string;
      contest?: string;
      phone?: string;
      dryRun?: boolean;
      json?: boolean;
    }) =>
      withHouse(
        async (house) => {
          const { createUser } = await import('./app.commands.js');
          const made = await createUser(await house.context(), options, options.dryRun === true);
          const link = made.link === null ? null : `${house.baseUrl}${made.link}`;
          put(options.json, { ...made, link }, () => [`${made.username}\t${link ?? 'would be made'}`]);
        },
        { migrate: true, dryRun: options.dryRun },
      ),
  );

const contest = program.command('contest').description('contests');
contest
  .command('list')
  .option('--json')
  .action(({ json }: { json?: boolean }) =>
    withHouse(async (house) => {
      const { listContests } = await import('./app.commands.js');
      const contests = await listContests(await house.context());
      put(json, contests, () =>
        contests.map((one) =>
          [one.slug, one.code, one.state, one.rehearsal ? 'rehearsal' : 'real', one.name].join('\t'),
        ),
      );
    }),
  );
contest
  .command('export <slug>')
  .description(
    'every entry, judge, criterion, score, rank and award; `tally`: scores.csv and rules.json for a recount; `archive`: the whole contest, for another installation',
  )
  .requiredOption('--format <format>', 'xlsx, csv, json, tally or archive')
  .requiredOption('--out <place>', 'a file, or for tally a folder')
  .option('--json')
  .action((slug: string, { format, out, json }: { format: string; out: string; json?: boolean }) =>
    withHouse(async (house) => {
      const { exportContest, exportWhole } = await import('./app.commands.js');
      if (format === 'archive') {
        const manifest = await exportWhole(await house.context(), slug, out);
        put(json, manifest, () => [
          `${out}\t${manifest.tables.reduce((sum, { rows }) => sum + rows, 0)} rows\t${manifest.stored.files} files\t${manifest.audit.events} events`,
        ]);
        return;
      }
      const written = await exportContest(await house.context(), slug, format, out);
      put(json, { files: written }, () => written);
    }),
  );
contest
  .command('import <file>')
  .description(
    'take a contest in that another installation exported as an archive: read whole first, then all or nothing',
  )
  .option('--slug <slug>', 'another slug than the one it has')
  .option('--key <key>', 'the public key that must have signed it, as /kiem-tra/dau-so of that installation shows it')
  .option('--dry-run', 'try all of it and tell what it would make; nothing is written')
  .option('--json')
  .action((file: string, given: { slug?: string; key?: string; dryRun?: boolean; json?: boolean }) =>
    withHouse(
      async (house) => {
        const { importWhole } = await import('./app.commands.js');
        const dryRun = given.dryRun === true;
        const wish = { slug: given.slug ?? null, key: given.key ?? null, dryRun };
        const arrived = await importWhole(await house.context(), file, wish);
        put(given.json, arrived, () => [
          `${dryRun ? 'would take in' : 'taken in'}\t${arrived.slug}\t${arrived.rows} rows\t${arrived.files} files\t${arrived.events} events`,
          `signed by\t${arrived.fingerprint}\tmade at ${arrived.madeAt}`,
          `people\t${arrived.newPersons} new, by name alone`,
          `units\t${arrived.newUnits.length} new; --json names them`,
        ]);
      },
      { migrate: true, dryRun: given.dryRun },
    ),
  );
contest
  .command('clock <slug>')
  .description('show or move the clock of a contest in rehearsal')
  .addOption(new Option('--set <instant>', 'let it stand at this instant').argParser(readInstant).conflicts('follow'))
  .option('--follow', 'let it follow the real time')
  .option('--dry-run', 'check, and tell what it would show')
  .option('--json')
  .action(
    (slug: string, { set, follow, dryRun, json }: { set?: Date; follow?: boolean; dryRun?: boolean; json?: boolean }) =>
      withHouse(
        async (house) => {
          const { contestClock } = await import('./app.commands.js');
          const to = set ?? (follow === true ? 'follow' : null);
          const clock = await contestClock(await house.context(), slug, to, dryRun === true);
          put(json, clock, () => [`${clock.now}\t${clock.stands ? 'stands' : 'follows the real time'}`]);
        },
        { dryRun },
      ),
  );

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
  else if (error instanceof CommandFault) {
    for (const line of error.lines) say(line);
    process.exitCode = error.usage ? EXIT.usage : EXIT.refused;
  } else if (error instanceof Refused) {
    const [{ APP_WORDINGS }, { Wording }] = await Promise.all([import('./app.wording.js'), import('./web/wording.js')]);
    say(new Wording(APP_WORDINGS).of(error.refusal).sentence);
    process.exitCode = EXIT.refused;
  } else {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = EXIT.refused;
  }
}
