export default async function globalTeardown() {
  await globalThis.hoithiTestCluster?.stop();
}
