/*
 * What a spec imports from '@jest/globals': the functions of the runner, with the time limits that it leaves out. Loaded anew for
 * each spec file, so that a limit set in one of them holds there alone.
 */
const runner = globalThis;

let usual = 60_000; // milliseconds

/** The work, which fails if it has not ended in time: a spec that hangs must not hold the whole suite. */
async function within(work, limit = usual) {
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${limit} ms`)), limit);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

// The functions handed to the runner name no parameter: one that does would be taken to call back when it is done.
const hook = (define) => (work, limit) => define(() => within(async () => work(), limit));
const one = (define) => (name, work, limit) => define(name, () => within(async () => work(), limit));
const each =
  (define) =>
  (...table) =>
  (name, work, limit) =>
    define(...table)(name, (...row) => within(async () => work(...row), limit));

export const { describe, expect } = runner;
export const it = Object.assign(one(runner.it), {
  each: each(runner.it.each),
  only: Object.assign(one(runner.it.only), { each: each(runner.it.only.each) }),
  skip: runner.it.skip,
});
export const [beforeAll, afterAll, beforeEach, afterEach] = [
  hook(runner.beforeAll),
  hook(runner.afterAll),
  hook(runner.beforeEach),
  hook(runner.afterEach),
];
/** Of Jest's own object only what is used: the rest would not be true here. */
export const jest = {
  setTimeout(limit) {
    usual = limit;
  },
};
