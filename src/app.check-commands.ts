import type { Command } from 'commander';
import type { House } from './app.house.js';
import type { ArrivalFault } from './archives/arrival.invariants.js';
import type { ChainFault } from './audit/audit.verify.js';
import type { HeadFault } from './audit/heads/log-head.verifier.js';
import { readHeadsFile } from './audit/heads/log-heads.file.js';

type WithHouse = (work: (house: House) => Promise<number | void>) => Promise<void>;
type Put = (asJson: boolean | undefined, data: unknown, lines: () => string[]) => void;

/** Exit codes of the contract. */
const [DONE, REFUSED] = [0, 1] as const;

const CHAIN_FAULTS: Readonly<Record<ChainFault, string>> = {
  changed: 'the row does not match its hash',
  missing: 'the event of this place is missing',
  cut: 'the chain ends early',
  'no-head': 'the chain has lost its head',
};

const HEAD_FAULTS: Readonly<Record<HeadFault, string>> = {
  signature: 'its signature is not over it',
  shorter: 'the log has fewer events: some were removed, or an older database was put back',
  root: 'the log has other events: some were rewritten, or an older database was put back and went on',
};

const ARRIVAL_FAULTS: Readonly<Record<ArrivalFault, string>> = {
  file: 'the sealed file is missing, or is not the one that came',
  root: 'its chains are not whole, or its Merkle root is not the one that was signed',
  events: 'other events stand in the chain that was written from it',
};

/** `audit verify`, `database check`: whether what is kept is as it must be. */
export function addCheckCommands(program: Command, { withHouse, put }: { withHouse: WithHouse; put: Put }): void {
  program
    .command('audit')
    .description('the append-only log')
    .command('verify')
    .description(
      'recompute every chain and every signed head; names the first bad row, or the first head that does not hold',
    )
    .option('--heads <file>', 'heads kept elsewhere, as /api/v1/log-heads gives them: the log must hold them too')
    .option('--json')
    .action(({ heads: path, json }: { heads?: string; json?: boolean }) =>
      withHouse(async (house) => {
        const given = path === undefined ? [] : await readHeadsFile(path);
        const found = await house.verifyAudit();
        const heads = found.intact ? await house.verifyHeads(given) : null;
        if (heads?.intact === false) {
          put(json, heads, () => [`broken\thead of ${heads.head.size} events\t${HEAD_FAULTS[heads.fault]}`]);
          return REFUSED;
        }
        const arrived = found.intact ? await house.verifyArrivals() : null;
        if (arrived?.intact === false) {
          put(json, arrived, () => [`broken\tlog that came with ${arrived.slug}\t${ARRIVAL_FAULTS[arrived.fault]}`]);
          return REFUSED;
        }
        put(json, found, () => [
          found.intact
            ? `intact\t${found.events} events\t${found.chains} chains`
            : `broken\trow ${found.bad.id ?? '-'}\tchain ${found.bad.chain}\tplace ${found.bad.seq}\t${CHAIN_FAULTS[found.bad.fault]}`,
          ...(arrived?.intact === true && arrived.logs > 0
            ? [`held\t${arrived.logs} logs that came with contests`]
            : []),
          ...(path !== undefined && heads?.intact === true ? [`held\t${heads.heads} signed heads`] : []),
        ]);
        return found.intact ? DONE : REFUSED;
      }),
    );

  program
    .command('database')
    .description('the data as they stand')
    .command('check')
    .description(
      'ask every rule of the live data, at one moment, beside a running server; names every row that breaks one',
    )
    .option('--files', 'read and hash every stored file; without it only its length is looked at')
    .option('--json')
    .action(({ files, json }: { files?: boolean; json?: boolean }) =>
      withHouse(async (house) => {
        const { DataCheck } = await import('./operations/check/data-check.js');
        const checked = await (await house.context()).get(DataCheck).run(files === true ? 'hashes' : 'lengths');
        put(json, checked, () => [
          ...checked.breaches.map(({ code, rule, row, found }) => `sai\t${code}\t${row}\t${found}\t(${rule})`),
          checked.breaches.length === 0
            ? `khớp\t${checked.invariants} quy tắc\t${checked.milliseconds} ms`
            : `có ${checked.breaches.length} chỗ sai\t${checked.invariants} quy tắc\t${checked.milliseconds} ms`,
        ]);
        return checked.breaches.length === 0 ? DONE : REFUSED;
      }),
    );
}
