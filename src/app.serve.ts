import { inspect } from 'node:util';
import { databaseOrExit, partsOf, portOrExit, settingsOrExit } from './app.start.js';
import { buildApp } from './app.pipeline.js';
import { welcome } from './app.welcome.js';
import { prepareFirstUse } from './app.first-use.js';
import type { Settings } from './config/settings.js';
import type { OpenDatabase } from './database/open.js';
import { JobWorker } from './jobs/job.worker.js';

// A request that is still running after this long is cut: a stop must come to an end (TRUST R24).
const DRAIN_MILLISECONDS = 20_000;

/**
 * Runs the platform until SIGINT, SIGTERM or SIGHUP: settings, port, database, migrations, demonstration, pages.
 * On a signal it takes no new requests, finishes those in flight, and stops the embedded database last. A start that fails
 * half-way stops the database as well, and ends with 1.
 */
export async function serve(): Promise<void> {
  const settings = settingsOrExit();
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());

  await portOrExit(settings);
  const opened = await databaseOrExit(settings, { migrate: true });
  try {
    await serveUntil(stop.signal, settings, opened);
  } catch (fault) {
    process.stderr.write(`Không khởi động được; dữ liệu vẫn nguyên.\n${inspect(fault)}\n`);
    await opened.close();
    process.exit(1);
  }
  await opened.close();
  process.stderr.write('Đã dừng.\n');
  process.exit(0);
}

async function serveUntil(stop: AbortSignal, settings: Settings, opened: OpenDatabase): Promise<void> {
  let baseUrl = settings.baseUrl;
  const app = await buildApp(await partsOf(settings, opened, () => baseUrl));
  const jobs = app.get(JobWorker);
  const firstUse = await prepareFirstUse(app, settings, opened, stop);
  if (!stop.aborted) {
    await app.listen(settings.port, settings.host);
    if (settings.baseUrlIsDefault) baseUrl = (await app.getUrl()).replace('[::1]', settings.host);
    process.stderr.write(welcome(baseUrl, firstUse));
    jobs.start();
    await new Promise<void>((resolve) => {
      if (stop.aborted) resolve();
      stop.addEventListener('abort', () => resolve(), { once: true });
    });
  }
  process.stderr.write('Đang dừng…\n');
  const server = app.getHttpServer() as import('node:http').Server;
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MILLISECONDS);
  const drained = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await Promise.all([drained, jobs.stop()]);
  await app.close();
  clearTimeout(cut);
}
