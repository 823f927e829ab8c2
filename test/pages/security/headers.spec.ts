import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Heard } from '../rights/client.js';
import { PRINCIPALS } from '../rights/principals.js';
import { type Stage, setStage } from '../rights/stage.js';
import { isEntry } from '../rights/things.js';

let stage: Stage;
const log: string[] = [];
beforeAll(async () => {
  const logger = pino({ level: 'info' }, { write: (line: string) => void log.push(line) });
  stage = await setStage('judging', { logger });
});
afterAll(() => stage.close());

const as = (account: string): string => [...stage.keys].find(([{ account: own }]) => own === account)?.[1].cookie ?? '';

// What differs from answer to answer, or says nothing about safety.
const FLEETING = new Set([
  'date',
  'connection',
  'keep-alive',
  'content-length',
  'transfer-encoding',
  'set-cookie',
  'last-modified',
]);
const headersOf = ({ headers }: Heard): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !FLEETING.has(name))
      .map(([name, value]) => [
        name,
        String(value)
          .replace(/nonce-[0-9a-f]{32}/, 'nonce-…')
          .replace(/^W?\/?"[^"]+"$/, '"…"'),
      ]),
  );

const CSP =
  "default-src 'none';script-src 'nonce-…';style-src 'self';img-src 'self';media-src 'self';connect-src 'self';" +
  "object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'";
const EVERYWHERE = {
  'content-security-policy': CSP,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': 'camera=(self), geolocation=(), microphone=(), payment=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};
const HTML = 'text/html; charset=utf-8';

describe('The headers of an answer (S30, S31)', () => {
  it.each([
    [
      'a page for everybody',
      '/cuoc-thi',
      '',
      { 'cache-control': 'no-cache', 'content-type': HTML, vary: 'Accept-Encoding' },
    ],
    [
      'a page of one’s own',
      '/viec',
      'xa',
      { 'cache-control': 'no-store', 'content-type': HTML, vary: 'Accept-Encoding' },
    ],
    [
      'a page that is not there',
      '/khong-co',
      'xa',
      { 'cache-control': 'no-store', 'content-type': HTML, vary: 'Accept-Encoding' },
    ],
    [
      'a page that is not theirs',
      '/nop',
      'quan-tri',
      { 'cache-control': 'no-store', 'content-type': HTML, vary: 'Accept-Encoding' },
    ],
    [
      'an address that cannot be read',
      '/%E0%A4%A',
      'xa',
      { 'cache-control': 'no-store', 'content-type': HTML, vary: 'Accept-Encoding' },
    ],
    [
      'a page for machines',
      '/healthz',
      '',
      { 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8', vary: 'Accept-Encoding' },
    ],
    [
      'an answer to a program',
      '/api/v1/contests',
      'xa',
      {
        'cache-control': 'no-cache',
        'content-type': 'application/json; charset=utf-8',
        etag: '"…"',
        vary: 'Accept-Encoding',
      },
    ],
    [
      'a "no" to a program',
      '/api/v1/khong-co',
      'xa',
      {
        'cache-control': 'no-store',
        'content-type': 'application/problem+json; charset=utf-8',
        vary: 'Accept-Encoding',
      },
    ],
  ])('%s', async (_what, path, account, own) => {
    expect(headersOf(await stage.client.send({ path, cookie: as(account) }))).toEqual({ ...EVERYWHERE, ...own });
  });

  it('a stylesheet, which everybody may keep', async () => {
    const page = await stage.client.send({ path: '/dang-nhap' });
    const sheet = /href="(\/assets\/[^"]+\.css[^"]*)"/.exec(page.text)?.[1] ?? '';
    expect(headersOf(await stage.client.send({ path: sheet }))).toEqual({
      ...EVERYWHERE,
      'accept-ranges': 'bytes',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/css; charset=utf-8',
      etag: '"…"',
      vary: 'Accept-Encoding',
    });
  });

  it('a file that somebody sent: never a page of ours, never kept', async () => {
    const thing = stage.things.entry.filter(isEntry).find(({ judges }) => judges.includes('giam-khao-1'));
    const base = `/cham/${thing?.params['code']}/tep`;
    const sandboxed = {
      ...EVERYWHERE,
      'cache-control': 'private, no-store, no-transform',
      'content-security-policy': "sandbox; default-src 'none'",
    };
    const original = await stage.client.send({
      path: `${base}/${thing?.params['paper']}/goc`,
      cookie: as('giam-khao-1'),
    });
    expect(headersOf(original)).toEqual({
      ...sandboxed,
      'accept-ranges': 'bytes',
      'content-disposition': expect.stringMatching(/^attachment; filename="[^"]+"; filename\*=UTF-8''/),
      'content-type': 'application/pdf',
    });
    const picture = await stage.client.send({
      path: `${base}/${thing?.params['file']}/anh`,
      cookie: as('giam-khao-1'),
    });
    expect(headersOf(picture)).toEqual({ ...sandboxed, 'content-disposition': 'inline', 'content-type': 'image/webp' });
  });

  it('allow scripts by a new nonce each time, and no page has another script, handler or style inside', async () => {
    const [first, second] = [await stage.client.send({ path: '/' }), await stage.client.send({ path: '/' })];
    const nonceOf = (heard: Heard): string =>
      /'nonce-([0-9a-f]{32})'/.exec(String(heard.headers['content-security-policy']))?.[1] ?? '';
    expect(nonceOf(first)).not.toBe(nonceOf(second));
    for (const { account } of PRINCIPALS.filter(({ role }) => role !== null)) {
      const page = await stage.client.send({ path: '/viec', cookie: as(account ?? '') });
      const scripts = [...page.text.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
      expect(scripts.filter((tag) => !tag.includes(`nonce="${nonceOf(page)}"`))).toEqual([]);
      expect(page.text).not.toMatch(/<[^>]+\s(?:on[a-z]+|style)\s*=|<style|javascript:/i);
    }
  });

  it('name no software, and TRACE gives nothing back', async () => {
    const page = await stage.client.send({ path: '/' });
    expect(Object.keys(page.headers).filter((name) => /powered|server|generator/.test(name))).toEqual([]);
    const traced = await stage.client.send({ method: 'TRACE', path: '/', headers: { 'x-secret': 'vang-lai' } });
    expect(traced.status).toBeGreaterThanOrEqual(400);
    expect(traced.text).not.toContain('vang-lai');
  });
});

describe('A fault of ours (S46)', () => {
  const INSIDES = [
    /relation|syntax|column|SELECT|INSERT/,
    /\bat [\w.]+ \(/,
    /node_modules|\/src\/|\.ts\b|\.js:\d/,
    /Error:|Exception/,
    /pg_|postgres/i,
  ];

  it.each([
    ['reading', 'GET', '/quan-tri/don-vi'],
    ['writing', 'POST', '/quan-tri/don-vi/nhap-ban'],
  ])(
    'while %s shows a number and nothing of the inside; the log knows the number and the cause',
    async (_what, method, path) => {
      log.length = 0;
      const keys = [...stage.keys].find(([{ account }]) => account === 'quan-tri')?.[1];
      const { cookie, csrf } = keys ?? { cookie: '', csrf: '' };
      const rename = (from: string, to: string) =>
        stage.app.database.transaction((tx) => tx.changed(`ALTER TABLE ${from} RENAME TO ${to}`));
      await rename('units', 'units_away');
      let heard: Heard;
      try {
        const csv = 'xa,ban\nXã Bản Bo,Bản Mới\n';
        heard =
          method === 'GET'
            ? await stage.client.send({ path, cookie })
            : await stage.client.form({ path, cookie }, { _csrf: csrf, csv, step: 'check' });
      } finally {
        await rename('units_away', 'units');
      }
      expect(heard.status).toBe(500);
      expect(INSIDES.filter((inside) => inside.test(heard.text.replace(/<script[^>]*><\/script>/g, '')))).toEqual([]);
      const number = /\b[2-9A-HJKMNP-TW-Z]{8}\b/.exec(heard.text.replace(/<[^>]+>/g, ' '))?.[0] ?? 'none';
      expect(log.filter((line) => line.includes(number) && line.includes('units'))).toHaveLength(1);
      expect(headersOf(heard)).toMatchObject({ ...EVERYWHERE, 'cache-control': 'no-store' });
    },
  );
});

describe('After signing in (S27)', () => {
  it.each([
    '//ke-xau.example',
    '///ke-xau.example',
    '/\\ke-xau.example',
    '\\\\ke-xau.example',
    '/%5cke-xau.example',
    '/%2f/ke-xau.example',
    'https:ke-xau.example',
    'https://ke-xau.example/viec',
    'http:/viec',
    'javascript:alert(1)',
    'data:text/html,x',
    '/viec@ke-xau.example/../..//ke-xau.example',
    '//127.0.0.1@ke-xau.example',
    '/.ke-xau.example',
    '/viec%0d%0aSet-Cookie:%20x=1',
    '/viec\r\nSet-Cookie: x=1',
    '/viec\t//x',
    '/..//ke-xau.example',
    '/dang-xuat',
    '/vai-tro',
    ' //ke-xau.example',
    '/nop/..//ke-xau.example',
  ])('nobody is led to %j', async (wanted) => {
    const { headers } = await stage.client.send({
      path: `/dang-nhap?ve=${encodeURIComponent(wanted)}`,
      cookie: as('xa'),
    });
    const led = new URL(String(headers.location), 'http://ours.invalid');
    expect(led.host).toBe('ours.invalid');
    expect(String(headers.location)).toMatch(/^\/(?:viec|nop)(?![^/?])/);
    expect(headers['set-cookie']?.some((cookie) => cookie.startsWith('x='))).not.toBe(true);
  });
});
