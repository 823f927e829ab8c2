import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { createViewEngine } from '../../../src/web/views/engine.js';
import { GALLERY } from './gallery-views.js';

const VIEWS = join(import.meta.dirname, '../../../views');
/** The gallery's pages as HTML, drawn with the real layouts and partials. */
export function drawGallery(): Map<string, string> {
  const root = mkdtempSync(join(tmpdir(), 'hoithi-gallery-'));
  for (const folder of ['layouts', 'partials', 'assets', 'errors'])
    cpSync(join(VIEWS, folder), join(root, folder), { recursive: true });
  cpSync(join(import.meta.dirname, 'gallery'), join(root, 'gallery'), { recursive: true });
  const engine = createViewEngine({ root, cached: true });
  return new Map(Object.entries(GALLERY).map(([name, { view, model }]) => [name, engine.render(view, model)]));
}

const PHOTO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 800" width="600" height="800"><rect width="600" height="800" fill="#fdfdf8"/><g fill="#c9d1d9">${Array.from({ length: 18 }, (_, line) => `<rect x="70" y="${90 + line * 36}" width="${460 - (line % 4) * 45}" height="9"/>`).join('')}</g></svg>`;
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};

/** Serves the gallery with the platform's own Content-Security-Policy, so that an inline style is seen to fail. */
export async function serveGallery(pages: ReadonlyMap<string, string>): Promise<{ address: string; server: Server }> {
  const server = createServer((req, res) => {
    const path = new URL(req.url ?? '/', 'http://gallery').pathname;
    res.setHeader(
      'Content-Security-Policy',
      "default-src 'none'; script-src 'nonce-gallery'; style-src 'self'; img-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'",
    );
    const page = pages.get(path.slice(1));
    if (page !== undefined) return void res.setHeader('Content-Type', 'text/html; charset=utf-8').end(page);
    if (path === '/photo.svg') return void res.setHeader('Content-Type', 'image/svg+xml').end(PHOTO);
    if (!path.startsWith('/assets/')) return void res.writeHead(404).end();
    res.setHeader('Content-Type', TYPES[extname(path)] ?? 'text/plain').end(readFileSync(join(VIEWS, path)));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
