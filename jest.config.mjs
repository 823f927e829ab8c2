// The files run in plain Node, the house loaded once for each worker: docs/decisions/0052-how-the-suite-runs.md.
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testRegex: '\\.spec\\.ts$',
  runner: ['jest-light-runner', { runtime: 'child_process' }],
  maxWorkers: 2,
  setupFiles: ['<rootDir>/test/runtime/loader.mjs'],
  globalSetup: '<rootDir>/test/global-setup.mjs',
  globalTeardown: '<rootDir>/test/global-teardown.mjs',
};
