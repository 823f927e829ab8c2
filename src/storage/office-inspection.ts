import type { FileHandle } from 'node:fs/promises';
import type { FileKind } from './file-kinds.js';
import { readZipDirectory, readZipMember, ZipFault } from './zip-directory.js';

const MAX_TYPES_BYTES = 512 * 1024;
const MAIN_PARTS: Readonly<Record<'docx' | 'xlsx', { part: string; type: string }>> = {
  docx: {
    part: 'word/document.xml',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  },
  xlsx: {
    part: 'xl/workbook.xml',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
  },
};

/** Which office document this archive is; refuses bombs, passwords, macros, and archives that are no document. */
export async function inspectOffice(
  file: FileHandle,
  size: number,
  refuse: (code: string) => never,
): Promise<FileKind> {
  try {
    const members = await readZipDirectory(file, size);
    const types = members.find(({ name }) => name === '[Content_Types].xml');
    if (types === undefined) return refuse('file-kind-unknown');
    const text = (await readZipMember(file, types, MAX_TYPES_BYTES)).toString('utf8');
    const hasMacros =
      /macroEnabled|vnd\.ms-office\.vbaProject/i.test(text) ||
      members.some(({ name }) => /vbaProject|\.(exe|js|vbs|bat|cmd|ps1|jar|scr|hta)$/i.test(name));
    if (hasMacros) return refuse('file-has-macros');
    const names = new Set(members.map(({ name }) => name));
    for (const kind of ['docx', 'xlsx'] as const) {
      if (text.includes(MAIN_PARTS[kind].type) && names.has(MAIN_PARTS[kind].part)) return kind;
    }
    return refuse('file-kind-unknown');
  } catch (fault) {
    if (!(fault instanceof ZipFault)) throw fault;
    if (fault.kind === 'encrypted') return refuse('file-locked');
    return refuse(fault.kind === 'too-large' ? 'file-is-a-bomb' : 'file-broken');
  }
}
