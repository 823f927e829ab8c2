import { FileStore } from '../storage/file-store.js';
import { stopPdfReader } from '../storage/pdf-pages.js';
import { makeAndStore } from './file.making.js';
import type { MakingOrder } from './sample.files.js';

/*
 * The process that makes sample files: told once what to make, tells of each part as it is done, and ends. When whoever asked
 * is gone it ends at once.
 */
process.on('disconnect', () => process.exit(1));
// A Ctrl-C at the terminal reaches this process too; whether to stop is for whoever asked to say.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.once('message', (order: MakingOrder) => {
  const store = new FileStore(order.settings);
  void makeAndStore(store, order.tasks, (made) => process.send?.(made)).then(
    async () => {
      await stopPdfReader();
      process.removeAllListeners('disconnect');
      process.disconnect();
    },
    (fault: unknown) => {
      process.stderr.write(`${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
      process.exit(1);
    },
  );
});
