import { startTestCluster } from './cluster.mjs';

const NEEDS_NO_DATABASE = /\btest\/(?:rules|structure)\b/;

/**
 * One PostgreSQL for the whole run; specs take databases of their own from it (test/database.ts). Whoever asks for rules alone
 * does not wait for it.
 */
export default async function globalSetup({ testPathPatterns: { patterns } }) {
  if (patterns.length > 0 && patterns.every((pattern) => NEEDS_NO_DATABASE.test(pattern))) return;
  process.env.LOG_LEVEL ??= 'silent';
  const given = process.env.TEST_DATABASE_URL;
  if (given) process.env.HOITHI_TEST_DATABASE = given;
  else {
    const cluster = await startTestCluster();
    process.env.HOITHI_TEST_DATABASE = cluster.url;
    globalThis.hoithiTestCluster = cluster;
  }
}
