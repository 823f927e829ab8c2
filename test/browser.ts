import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const PACKAGE = join(import.meta.dirname, '../node_modules/@sparticuz/chromium');

interface Found {
  executablePath: string;
  env: Record<string, string>;
}

/**
 * A headless Chromium: the one `CHROME_PATH` names, else an installed one, else the one that came with `npm ci`
 * (Linux on x64), unpacked once into the temporary folder. The caller closes it.
 */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = findBrowser();
  return chromium.launch({
    executablePath,
    // No sandbox: tests often run as root in a container, and open nothing but our own pages.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'],
    // Where the machine names no language, Chromium finds no file whose name has marks: "Họp bản.jpg".
    env: { ...ownEnvironment(), LC_ALL: 'C.UTF-8', ...env },
  });
}

const ownEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

function findBrowser(): Found {
  const installed = [process.env['CHROME_PATH'], ...INSTALLED].find(
    (path) => path !== undefined && path !== '' && existsSync(path),
  );
  if (installed !== undefined) return { executablePath: installed, env: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'The bundled browser runs on Linux x64 only: set CHROME_PATH to a Chromium or Chrome of this machine.',
    );
  }
  const folder = unpackBundled();
  const env: Record<string, string> = {};
  if (lacksLibraries(join(folder, 'chromium'))) {
    env['LD_LIBRARY_PATH'] = [join(folder, 'al2023/lib'), process.env['LD_LIBRARY_PATH'] ?? '']
      .filter(Boolean)
      .join(':');
  }
  if (!existsSync('/etc/fonts/fonts.conf')) env['FONTCONFIG_PATH'] = join(folder, 'fonts');
  return { executablePath: join(folder, 'chromium'), env };
}

/** Unpacks beside and renames, so that of two test workers that start at once neither sees half a browser. */
function unpackBundled(): string {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string };
  const folder = join(tmpdir(), `hoithi-chromium-${version}`);
  if (existsSync(folder)) return folder;
  const beside = mkdtempSync(join(tmpdir(), 'hoithi-unpack-'));
  // In a process of its own: the package unpacks into the temporary folder of its environment, and nowhere else.
  const script = `import { inflate } from '@sparticuz/chromium';
    for (const name of ['chromium.br', 'fonts.tar.br', 'al2023.tar.br']) await inflate(${JSON.stringify(join(PACKAGE, 'bin'))} + '/' + name);`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...ownEnvironment(), TMPDIR: beside, NODE_OPTIONS: '' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the bundled browser could not be unpacked: ${stderr}`);
  try {
    renameSync(beside, folder);
  } catch (fault) {
    rmSync(beside, { recursive: true });
    if (!existsSync(folder)) throw fault;
  }
  return folder;
}

/** NSS and its kin are absent on small servers; the package brings its own. */
function lacksLibraries(binary: string): boolean {
  const { status, stdout } = spawnSync('ldd', [binary], { encoding: 'utf8' });
  return status !== 0 || stdout.includes('not found');
}
