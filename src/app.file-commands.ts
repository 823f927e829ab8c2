import { type Command, InvalidArgumentError, Option } from 'commander';

/** A whole number from 1 to `largest`. */
const wholeUpTo =
  (largest: number) =>
  (text: string): number => {
    const number = Number(text);
    if (!/^\d{1,10}$/.test(text) || number < 1 || number > largest)
      throw new InvalidArgumentError(`a whole number from 1 to ${largest}`);
    return number;
  };

const print = (report: unknown): void => void process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);

/** The commands that work from files alone: they load no house and need no database. */
export function addFileCommands(program: Command): void {
  program
    .command('tally')
    .description('rank and allocate prizes from files alone, without a database')
    .requiredOption(
      '--scores <file>',
      'scores.csv: entry,judge,criterion,points; for bradley-terry also winner,loser,wins',
    )
    .requiredOption(
      '--rules <file>',
      'rules.json; aggregate.method: mean, trimmed-mean, median, weighted, median-majority, borda, bradley-terry, additive (docs/decisions/0029)',
    )
    .option('--json', 'as it always does')
    .action(async ({ scores, rules }: { scores: string; rules: string }) => {
      const { tally } = await import('./awards/tally.command.js');
      print(await tally({ scores, rules }));
    });
  program
    .command('results')
    .description('published results')
    .command('verify <bundle>')
    .description('check a results bundle offline: hashes, signature, log, and every rank and đồng computed anew')
    .option('--key <key>', 'the public key that must have signed it, as /kiem-tra/dau-so shows it')
    .option('--json', 'as it always does')
    .action(async (bundle: string, { key }: { key?: string }) => {
      const { verifyBundle } = await import('./awards/bundle/bundle.command.js');
      print(await verifyBundle(bundle, key ?? null));
    });
  program
    .command('agreement')
    .description('how far judges agree, and what their marks say of each judge, from a file alone; advice only')
    .requiredOption('--scores <file>', 'scores.csv: entry,judge,criterion,points; a total is the plain sum of points')
    .option(
      '--units <file>',
      'units.csv: kind,code,unit (kind entry or judge): how judges mark entries of their own unit',
    )
    .addOption(
      new Option('--model <model>', 'additive: effects of entries and judges, by REML and by least squares').choices([
        'additive',
      ]),
    )
    .addOption(
      new Option('--seed <number>', 'of the resampling behind rank intervals')
        .default(1)
        .argParser(wholeUpTo(2 ** 32 - 1)),
    )
    .addOption(
      new Option('--draws <number>', 'how often judges are drawn anew').default(1000).argParser(wholeUpTo(100_000)),
    )
    .option('--json', 'as it always does')
    .action(async (given: { scores: string; units?: string; model?: 'additive'; seed: number; draws: number }) => {
      const { agreement } = await import('./judging/agreement.command.js');
      const { scores, seed, draws } = given;
      print(await agreement({ scores, units: given.units ?? null, model: given.model ?? null, seed, draws }));
    });
}
