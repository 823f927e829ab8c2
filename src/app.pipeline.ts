import type { Server } from 'node:http';
import { join } from 'node:path';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import cookieParser from 'cookie-parser';
import express, { type RequestHandler } from 'express';
import type { Logger } from 'pino';
import { ActorRecognition } from './accounts/actor.recognition.js';
import { ProgramKeyRecognition } from './accounts/keys/program-key.recognition.js';
import { ROLES, ROLES_OF_SESSION } from './accounts/actor.repository.js';
import { AppModule } from './app.module.js';
import { Metrics } from './app.metrics.js';
import { elsewhereFor, navigationOf } from './app.navigation.js';
import { listRoutes, refuseUnclassified } from './app.routes.js';
import { APP_WORDINGS } from './app.wording.js';
import { sealOf } from './audit/seal.js';
import type { Database } from './database/database.js';
import type { Clock } from './kernel/clock.js';
import { newSpokenSecret } from './kernel/ids.js';
import { readChunksAhead } from './storage/body-slices.js';
import type { BackupSettings } from './operations/backup/backup.nights.js';
import type { StorageSettings } from './storage/storage.settings.js';
import { UNREAD_COUNTER } from './notices/notice.counter.js';
import { forPages, forPrograms, readOnlyApi } from './web/api.js';
import type { HeaderCounter } from './web/header.counters.js';
import { createCsrf, type Csrf } from './web/csrf.js';
import { createHeaders } from './web/headers.js';
import { NestLog } from './web/logger.js';
import { createSessions } from './web/session.js';
import { createViewEngine } from './web/views/engine.js';
import type { WebRequest } from './web/request.js';

/** What the application is built from; `main.ts` and the tests fill it in their own ways. */
export interface AppParts extends StorageSettings {
  database: Database;
  clock: Clock;
  logger: Logger;
  /** The project's folder: templates and assets lie below it. */
  root: string;
  sessionSecret: string;
  backups: BackupSettings;
  /** From which the key is made that signs what leaves the platform. */
  sealSecret: string;
  /** `https:` makes cookies Secure. */
  baseUrl: () => string;
  /** Proxies in front of us whose forwarded headers are believed. */
  trustedHops: number;
  cachedViews: boolean;
  /** The mail server; null: no mail leaves this machine. */
  smtpUrl: string | null;
  /** Hosts that webhooks reach although they are private or without TLS; none by default. */
  webhookHosts: readonly string[];
}

/**
 * A connection that nobody uses is let go after this long: later than proxies let go of theirs (nginx after 60 s) and browsers and programs
 * after what they are told, so that no request goes out on a connection that is being closed.
 */
const KEEP_ALIVE_MILLISECONDS = 65_000;

// A form of ours is far smaller; a bigger body is not one of ours.
const FORM_LIMIT = '1mb';
// 200 MB over a village's line take two to three hours; Node's own five minutes would cut them off. Headers must still come in one.
const UPLOAD_MILLISECONDS = 4 * 3_600_000;

/** What the header of everybody signed in counts. */
const COUNTERS: readonly HeaderCounter[] = [UNREAD_COUNTER];

/** What is read together with the session of every request. */
const BESIDE_SESSION = {
  [ROLES]: ROLES_OF_SESSION,
  ...Object.fromEntries(COUNTERS.map(({ name, beside }) => [name, beside])),
};

/** The rooms with what the top of the house hands them; for the pages and for the command line alike. */
export function buildModule(parts: AppParts): { module: DynamicModule; csrf: Csrf; secure: boolean } {
  const { database, clock, logger, root } = parts;
  const secure = parts.baseUrl().startsWith('https:');
  const csrf = createCsrf(parts.sessionSecret, secure, () => [new URL(parts.baseUrl()).origin]);
  const engine = createViewEngine({ root: join(root, 'views'), cached: parts.cachedViews });
  const module = AppModule.with({
    database,
    storage: storageOf(parts),
    smtpUrl: parts.smtpUrl,
    webhooks: { secret: parts.sealSecret, inside: parts.webhookHosts },
    seal: sealOf(parts.sealSecret),
    backups: parts.backups,
    web: {
      clock,
      engine,
      logger,
      csrf,
      navigation: navigationOf,
      elsewhere: elsewhereFor,
      wordings: APP_WORDINGS,
      baseUrl: parts.baseUrl,
      counters: COUNTERS,
    },
  });
  return { module, csrf, secure };
}

/** Builds the application with its whole pipeline, ready to listen. Order matters: see each line. */
export async function buildApp(parts: AppParts): Promise<NestExpressApplication> {
  const { database, logger, root } = parts;
  const { module, csrf, secure } = buildModule(parts);
  const sessions = createSessions(database.pool, parts.sessionSecret, secure, BESIDE_SESSION);
  const app = await NestFactory.create<NestExpressApplication>(module, {
    bodyParser: false,
    logger: new NestLog(logger),
  });
  refuseUnclassified(listRoutes(app));
  app.set('trust proxy', parts.trustedHops);
  // Pages are private or change with the viewer: no validators that would tell one state from another (S7).
  app.set('etag', false);
  app.disable('x-powered-by');
  app.use(app.get(Metrics).begin(), readChunksAhead, numberRequest, ...createHeaders(secure), compression());
  app.use(
    '/assets',
    express.static(join(root, 'views/assets'), { etag: true, immutable: true, maxAge: '365d', index: false }),
  );
  app.use('/robots.txt', express.static(join(root, 'views/assets/robots.txt')));
  // Cookies are read for all: /metrics says no to strangers with a page, and its frame looks for the token of the forms.
  app.use(readOnlyApi, cookieParser(), forPages(sessions.middleware), app.get(ActorRecognition).step);
  app.use(app.get(ProgramKeyRecognition).step);
  app.useBodyParser('urlencoded', { extended: false, limit: FORM_LIMIT, parameterLimit: 5000 });
  app.use(forPrograms(express.json({ limit: FORM_LIMIT })));
  app.use(csrf.middleware);
  const server = app.getHttpServer() as Server;
  server.requestTimeout = UPLOAD_MILLISECONDS;
  server.keepAliveTimeout = KEEP_ALIVE_MILLISECONDS;
  server.headersTimeout = KEEP_ALIVE_MILLISECONDS + 5_000;
  app.enableShutdownHooks([]);
  return app;
}

const storageOf = (parts: AppParts): StorageSettings => ({
  uploadsDir: parts.uploadsDir,
  uploadMaxBytes: parts.uploadMaxBytes,
  personQuotaBytes: parts.personQuotaBytes,
  communeQuotaBytes: parts.communeQuotaBytes,
  keepFreeBytes: parts.keepFreeBytes,
  clamdUrl: parts.clamdUrl,
});

const numberRequest: RequestHandler = (req, _res, next) => {
  (req as unknown as WebRequest).id = newSpokenSecret(8);
  next();
};
