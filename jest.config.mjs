const every = {
  testEnvironment: 'node',
  testRegex: '\\.spec\\.ts$',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', { swcrc: true, module: { type: 'es6' } }] },
};

export default {
  testTimeout: 60_000,
  maxWorkers: 2,
  workerIdleMemoryLimit: '800MB',
  projects: [
    // What needs neither a database nor the framework does not wait for either.
    { ...every, displayName: 'rules', roots: ['<rootDir>/test/rules', '<rootDir>/test/structure'] },
    {
      ...every,
      displayName: 'house',
      roots: ['<rootDir>/test/store', '<rootDir>/test/pages', '<rootDir>/test/journeys'],
      setupFiles: ['<rootDir>/test/preload.mjs'],
      globalSetup: '<rootDir>/test/global-setup.mjs',
      globalTeardown: '<rootDir>/test/global-teardown.mjs',
    },
  ],
};
