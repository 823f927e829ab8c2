import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The programme's own folder: the nearest one above this file with a package.json, whether it runs from src/ or from dist/src/. */
export function projectFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) {
    if (dirname(folder) === folder) throw new Error(`no package.json above ${import.meta.dirname}`);
    folder = dirname(folder);
  }
  return folder;
}
