import { realpathSync } from 'node:fs';
import { join } from 'node:path';

/** Where the embedded database keeps what under DATA_DIR. Only `cluster` belongs to the account that PostgreSQL runs under. */
export interface ClusterLayout {
  folder: string;
  cluster: string;
  log: string;
  startLock: string;
  secrets: string;
  passwordFile: string;
}

/** The layout under an existing `dataDir`, without symbolic links on the way, so that all who mean one folder write one path. */
export function layoutUnder(dataDir: string): ClusterLayout {
  const root = realpathSync(dataDir);
  const folder = join(root, 'database');
  const secrets = join(root, 'secrets');
  return {
    folder,
    cluster: join(folder, 'cluster'),
    log: join(folder, 'server.log'),
    startLock: join(folder, 'start.lock'),
    secrets,
    passwordFile: join(secrets, 'database-password'),
  };
}
