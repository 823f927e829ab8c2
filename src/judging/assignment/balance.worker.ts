/*
 * The thread in which assignments are balanced. It runs as TypeScript too (in tests, Node strips the types itself), so it holds
 * nothing but types that can be erased, and loads the parts of the search by the addresses it is started with.
 */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import highs from 'highs';
import type { SearchTask, ThreadSettings } from './balance.thread.js';

// The package's types speak of its CommonJS half, where the loader is `default`; imported, it is the loader itself.
const loadHighs = highs as unknown as typeof highs.default;
const { model, pairs, search, weight } = workerData as ThreadSettings;

async function listen(port: MessagePort): Promise<void> {
  const [solver, { balanceModel, balanceOf }, { spreadPairs }, { searchBalance }] = await Promise.all([
    loadHighs(),
    import(model) as Promise<typeof import('./balance.model.js')>,
    import(pairs) as Promise<typeof import('./pair.search.js')>,
    import(search) as Promise<typeof import('./balance.search.js')>,
  ]);
  port.on('message', ({ problem, seconds }: SearchTask) => {
    port.postMessage(searchBalance(problem, seconds, { highs: solver, weight, balanceModel, balanceOf, spreadPairs }));
  });
}

if (parentPort !== null) await listen(parentPort);
