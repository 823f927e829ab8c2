import { startTestCluster } from './cluster.mjs';

/** One PostgreSQL for the whole run; specs take databases of their own from it (test/database.ts). */
export default async function globalSetup() {
  process.env.LOG_LEVEL ??= 'silent';
  const given = process.env.TEST_DATABASE_URL;
  if (given) process.env.HOITHI_TEST_DATABASE = given;
  else {
    const cluster = await startTestCluster();
    process.env.HOITHI_TEST_DATABASE = cluster.url;
    globalThis.hoithiTestCluster = cluster;
  }
}
