import { open } from 'node:fs/promises';
import type { ReadTable, TableLimits } from '../press/table.js';
import { readWorkbook } from '../press/workbook-reading.js';
import { inspectFile } from '../storage/file-inspection.js';
import type { PassingFile } from '../storage/look.engine.js';
import { readZipDirectory, readZipMember } from '../storage/zip-directory.js';

/**
 * Reads the sheets of an XLSX file that arrived: hostile until it has been looked at like any other file (S34, S35), its parts
 * inflated within bounds. Refused as a file of another kind is; throws ZipFault and TableFault for what is no workbook inside.
 */
export async function readWorkbookFile(file: PassingFile, name: string, limits: TableLimits): Promise<ReadTable[]> {
  await inspectFile(file.path, file.size, name, ['xlsx']);
  const handle = await open(file.path, 'r');
  try {
    const members = await readZipDirectory(handle, file.size);
    return await readWorkbook(
      {
        async part(path, maxBytes) {
          const member = members.find((one) => one.name === path);
          return member === undefined ? null : readZipMember(handle, member, maxBytes);
        },
      },
      limits,
    );
  } finally {
    await handle.close();
  }
}
