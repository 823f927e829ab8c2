import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import { type AppParts, buildApp } from '../src/app.pipeline.js';
import { createDataSource } from '../src/database/data-source.js';
import { Database } from '../src/database/database.js';
import { WallClock } from '../src/kernel/clock.js';
import { createLogger } from '../src/web/logger.js';
import { freshDatabase } from './database.js';

/** The whole application on its own database, listening on a loopback port. */
export interface TestApp {
  app: NestExpressApplication;
  database: Database;
  url: string;
  /** Where this application keeps its files. */
  uploadsDir: string;
  /** A visitor with a cookie jar of its own. */
  visitor(): Visitor;
  /** A visitor who has signed in through the real page; the fixtures' password unless another is given. */
  signedIn(username: string, password?: string): Promise<Visitor>;
  close(): Promise<void>;
}

/** Reads pages and sends forms the way a browser without script does. */
export class Visitor {
  readonly agent: ReturnType<typeof request.agent>;

  constructor(url: string) {
    this.agent = request.agent(url);
  }

  /** GETs a page. */
  get(path: string): request.Test {
    return this.agent.get(path).redirects(0);
  }

  /** Opens the page at `from` (default: the action), takes its hidden fields, and posts the words with them. */
  async send(
    action: string,
    words: Record<string, string | string[]> = {},
    from: string = action,
  ): Promise<request.Response> {
    const page = await this.get(from);
    const body = new URLSearchParams();
    const hidden = hiddenFields(page.text, action);
    for (const [name, value] of Object.entries({ ...hidden, ...words }))
      for (const one of [value].flat()) body.append(name, one);
    return this.agent.post(action).redirects(0).type('form').send(body.toString());
  }
}

/** The hidden fields of the form that posts to `action`, or of the first form of the page when none does. */
export function hiddenFields(html: string, action: string): Record<string, string> {
  const forms = [...html.matchAll(/<form\b[^>]*method="post"[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => form);
  const escaped = action.replaceAll('&', '&amp;');
  const form =
    forms.find((one) => one.includes(`action="${escaped}"`)) ??
    forms.find((one) => !/<form[^>]*action=/.test(one)) ??
    forms[0] ??
    '';
  const fields: Record<string, string> = {};
  for (const [input] of form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    const value = /value="([^"]*)"/.exec(input)?.[1] ?? '';
    if (name !== undefined)
      fields[name] = value.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&').replaceAll('&quot;', '"');
  }
  return fields;
}

/** Starts it; `parts` replaces what a test wants otherwise, an `https:` address for one. */
export async function startApp(parts: Partial<AppParts> = {}): Promise<TestApp> {
  const fresh = await freshDatabase();
  const source = await createDataSource(fresh.url).initialize();
  const database = new Database(source);
  const uploadsDir = await mkdtemp(join(process.env['HOITHI_TEST_HOME'] ?? tmpdir(), 'hoithi-uploads-'));
  let url = 'http://127.0.0.1';
  const app = await buildApp({
    database,
    clock: new WallClock(),
    logger: createLogger(process.env['LOG_LEVEL'] ?? 'silent'),
    root: join(import.meta.dirname, '..'),
    sessionSecret: 'a secret for tests only, long enough',
    backups: { folder: null, passphrase: null },
    sealSecret: 'another secret for tests only, long enough',
    baseUrl: () => url,
    trustedHops: 0,
    cachedViews: true,
    uploadsDir,
    uploadMaxBytes: 20 * 1024 * 1024,
    personQuotaBytes: 2 ** 40,
    communeQuotaBytes: 2 ** 40,
    keepFreeBytes: 0,
    smtpUrl: null,
    webhookHosts: [],
    clamdUrl: null,
    ...parts,
  }).catch(async (fault: unknown) => {
    await source.destroy();
    await fresh.drop();
    throw fault;
  });
  await app.listen(0, '127.0.0.1');
  url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  return {
    app,
    database,
    url,
    uploadsDir,
    visitor: () => new Visitor(url),
    async signedIn(username, password = 'hoithi-demo') {
      const visitor = new Visitor(url);
      const answer = await visitor.send('/dang-nhap', { username, password });
      if (answer.status !== 303) throw new Error(`signing in as ${username} answered ${answer.status}`);
      return visitor;
    },
    async close() {
      await app.close();
      await source.destroy();
      await fresh.drop();
      await rm(uploadsDir, { recursive: true, force: true });
    },
  };
}
