import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { send } from '../client.mjs';
import { figure } from '../figures.mjs';
import { numberOf } from './pages.mjs';

const KILOBYTE = 1024;

/** P11: what crosses the line, as a browser asks for it: compressed, everything the page names, then only the page. */
export async function weight(bench) {
  const contest = await bench.contest('judging');
  const closed = await bench.contest('closed');
  const { url } = await bench.house();
  const judge = (await bench.signedIn('gk-cham-0')).cookie;
  const figures = [];
  for (const [name, path, cookie] of [
    ['sign-in page', '/dang-nhap', ''],
    ['result page', `/cuoc-thi/${closed.slug}/ket-qua`, ''],
    ["judge's page", `/cham/${numberOf(contest, 5_000)}`, judge],
    ["judge's list", '/cham', judge],
  ]) {
    const page = await fetchCompressed(url + path, cookie);
    const parts = await Promise.all(partsOf(page.text).map((part) => fetchCompressed(new URL(part, url).href, cookie)));
    const fonts = parts.flatMap(({ text, href }) =>
      [...text.matchAll(/url\(["']?([^"')]+\.woff2)["']?\)/g)].map(([, font]) => new URL(font, href).href),
    );
    const all = [page, ...parts];
    const total = all.reduce((sum, { bytes }) => sum + bytes, 0) / KILOBYTE;
    const detail = `${all.map(({ href, bytes }) => `${new URL(href).pathname} ${(bytes / KILOBYTE).toFixed(1)}`).join(', ')}${fonts.length > 0 ? `; ${fonts.length} fonts named` : ''}`;
    figures.push(
      figure(`${name}, first view`, total, 'KiB', { most: 60 }, { detail }),
      figure(`${name}, requests`, all.length, '', { most: 6 }),
      figure(`${name}, later view`, page.bytes / KILOBYTE, 'KiB', { most: 25 }),
    );
  }
  return figures;
}

/** Style sheets, scripts and icons that a browser fetches of itself; pictures of dossiers are the dossier's weight, not the page's. */
function partsOf(html) {
  const links = [...html.matchAll(/<link\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => /rel="(stylesheet|icon|preload)"/.test(tag));
  const scripts = [...html.matchAll(/<script\b[^>]*src="[^"]*"[^>]*>/g)].map(([tag]) => tag);
  const addresses = [...links, ...scripts].map((tag) =>
    /(?:href|src)="([^"]*)"/.exec(tag)?.[1].replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'),
  );
  return [...new Set(addresses.filter((address) => address !== undefined && !address.startsWith('data:')))];
}

async function fetchCompressed(href, cookie) {
  const { status, headers, body } = await send(href, { headers: { cookie, 'accept-encoding': 'gzip, deflate, br' } });
  if (status !== 200) throw new Error(`${href} answered ${status}`);
  const coding = headers['content-encoding'];
  const text = (coding === 'br' ? brotliDecompressSync(body) : coding === 'gzip' ? gunzipSync(body) : body).toString();
  const head = Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + String(value).length + 4, 17);
  return { href, text, bytes: body.length + head };
}
