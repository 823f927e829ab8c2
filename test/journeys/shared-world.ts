import { createDataSource } from '../../src/database/data-source.js';
import { Database } from '../../src/database/database.js';
import { Visitor } from '../app.js';
import { freshDatabase } from '../database.js';
import { buildWorld, type World } from '../fixtures/world.js';
import { folderIn, ownFolder } from '../process.js';

/** A world on one database and one file store, for several server processes at once. */
export interface SharedWorld {
  database: Database;
  world: World;
  /** What every process of this world is started with. */
  env: Record<string, string>;
  uploadsDir: string;
  close(): Promise<void>;
}

/** Builds it; processes are started by whoever needs them. */
export async function openSharedWorld(): Promise<SharedWorld> {
  const fresh = await freshDatabase();
  const source = await createDataSource(fresh.url).initialize();
  const database = new Database(source);
  const world = await buildWorld(database);
  const folder = await ownFolder();
  const uploadsDir = await folderIn(folder, 'uploads');
  return {
    database,
    world,
    uploadsDir,
    env: { DATABASE_URL: fresh.url, DATA_DIR: folder, UPLOADS_DIR: uploadsDir },
    async close() {
      await source.destroy();
      await fresh.drop();
    },
  };
}

/** Signs in through the page of one process. */
export async function signIn(url: string, username: string, password = 'hoithi-demo'): Promise<Visitor> {
  const visitor = new Visitor(url);
  const answer = await visitor.send('/dang-nhap', { username, password });
  if (answer.status !== 303) throw new Error(`signing in as ${username} answered ${answer.status}`);
  return visitor;
}

/** The same browser at another process: one cookie jar, two servers. */
export function sameBrowserAt(visitor: Visitor, url: string): Visitor {
  const twin = new Visitor(url);
  twin.agent.jar = visitor.agent.jar;
  return twin;
}
