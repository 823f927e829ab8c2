// The files run in plain Node, the house loaded once for each worker: docs/decisions/0052-how-the-suite-runs.md.
const every = {
  testEnvironment: 'node',
  testRegex: '\\.spec\\.ts$',
  runner: ['jest-light-runner', { runtime: 'child_process' }],
  setupFiles: ['<rootDir>/test/runtime/loader.mjs'],
};

export default {
  maxWorkers: 2,
  projects: [
    // What needs no database does not wait for one.
    { ...every, displayName: 'rules', roots: ['<rootDir>/test/rules', '<rootDir>/test/structure'] },
    {
      ...every,
      displayName: 'house',
      roots: ['<rootDir>/test/store', '<rootDir>/test/pages', '<rootDir>/test/journeys'],
      globalSetup: '<rootDir>/test/global-setup.mjs',
      globalTeardown: '<rootDir>/test/global-teardown.mjs',
    },
  ],
};
