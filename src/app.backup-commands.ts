import { join } from 'node:path';
import type { Command } from 'commander';
import { migrateAlone } from './database/open.js';
import { sealOf } from './audit/seal.js';
import { sealSecretOf } from './config/secrets.js';
import type { Settings } from './config/settings.js';
import { databaseOrExit, settingsOrExit } from './app.start.js';
import type { OpenDatabase } from './database/open.js';
import type { PlaceChoice, ToldSnapshot } from './operations/backup/backup.commands.js';
import { WallClock } from './kernel/clock.js';
import { FileStore } from './storage/file-store.js';

interface Given {
  passphraseFile?: string;
  snapshot?: string;
  dryRun?: boolean;
  json?: boolean;
}
type Put = (asJson: boolean | undefined, data: unknown, lines: () => string[]) => void;

const choiceOf = (settings: Settings, folder: string | undefined, { passphraseFile }: Given): PlaceChoice => ({
  folder: folder ?? settings.backupDir ?? join(settings.dataDir, 'backups'),
  passphraseFile: passphraseFile ?? null,
});

/** Opens the database as it stands, beside a running server, and nothing else of the house: an empty one has no tables to ask. */
async function withDatabase(
  work: (settings: Settings, opened: OpenDatabase, store: FileStore) => Promise<void>,
): Promise<void> {
  const settings = settingsOrExit();
  const opened = await databaseOrExit(settings, { migrate: false });
  try {
    await work(settings, opened, new FileStore(settings));
  } finally {
    await opened.close();
  }
}

const linesOf =
  (say: string, told: ToldSnapshot): (() => string[]) =>
  () => [
    `${say}\t${told.snapshot}\t${told.tables} tables\t${told.rows} rows\t${told.files} files\t${told.events} events\tlog root ${told.logRoot}`,
  ];

/** `backup create|verify|restore`: snapshots of the whole platform. The place is DATA_DIR/backups unless another is named. */
export function addBackupCommands(program: Command, put: Put): void {
  const commands = () => import('./operations/backup/backup.commands.js');
  const backup = program.command('backup').description('snapshots of the database and the stored files');
  backup
    .command('create [place]')
    .description(
      'put everything away as it stands now, beside a running server; files that are there already are not copied again',
    )
    .option('--passphrase-file <file>', 'encrypt the place (AES-256-GCM) when it is begun; needed from then on')
    .option('--json')
    .action((folder: string | undefined, given: Given) =>
      withDatabase(async (settings, { database }, store) => {
        const { createBackup } = await commands();
        const seal = sealOf(await sealSecretOf(settings));
        const made = await createBackup(
          { database, store, seal },
          choiceOf(settings, folder, given),
          new WallClock().now(),
        );
        put(given.json, made, () => [
          `made\t${made.name}\t${made.tables} tables\t${made.rows} rows\t${made.files} files\t${made.newFiles} of them new, ${made.newBytes} bytes`,
        ]);
      }),
    );
  backup
    .command('verify [place]')
    .description('read a snapshot whole, the newest unless one is named; names every table and file that is not right')
    .option('--snapshot <name>')
    .option('--passphrase-file <file>')
    .option('--json')
    .action(async (folder: string | undefined, given: Given) => {
      const { verifyBackup } = await commands();
      const told = await verifyBackup(choiceOf(settingsOrExit(), folder, given), given.snapshot ?? null);
      put(given.json, told, linesOf('whole', told));
    });
  backup
    .command('restore [place]')
    .description(
      'put a snapshot, the newest unless one is named, into an empty database and UPLOADS_DIR; all or nothing',
    )
    .option('--snapshot <name>')
    .option('--passphrase-file <file>')
    .option('--dry-run', 'check the snapshot and the database; put nothing')
    .option('--json')
    .action((folder: string | undefined, given: Given) =>
      withDatabase(async (settings, { database }, store) => {
        const { restoreBackup } = await commands();
        const asked = { name: given.snapshot ?? null, dryRun: given.dryRun === true };
        const told = await restoreBackup({ database, store }, choiceOf(settings, folder, given), asked);
        if (!asked.dryRun) await migrateAlone(database);
        put(given.json, told, linesOf(asked.dryRun ? 'would restore' : 'restored', told));
      }),
    );
}
