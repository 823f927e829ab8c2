import type { FileHandle } from 'node:fs/promises';
import type { FileKind } from './file-kinds.js';
import { XmlFault, XmlReading } from './xml-reading.js';
import { pourZipMember, readZipDirectory, readZipMember, type ZipMember, ZipFault } from './zip-directory.js';

const MAX_TYPES_BYTES = 512 * 1024;
/** Texts of a document are read to their end, all else is not unfolded: 160 MB are a sheet of about two million cells. */
const MAX_TEXT_BYTES = 160 * 1024 * 1024;
const MAX_OBJECT_BYTES = 16 * 1024 * 1024;

const MAIN_TYPES: Readonly<Record<'docx' | 'xlsx', string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
};
const MACROS = /macroEnabled|vnd\.ms-office\.vbaProject|vnd\.ms-excel\.(?:intl)?macrosheet/i;
const PROGRAM_PART =
  /vbaProject|vbaData|(?:^|\/)macrosheets\/|\.(?:exe|com|scr|js|vbs|bat|cmd|ps1|jar|hta|lnk|msi|dll|docm|dotm|xlsm|xltm|xlsb|pptm)$/i;
const ARCHIVE_PART = /\.(?:zip|rar|7z|gz|cab|iso|tar)$/i;
// An object packed into the page that is a file of any kind ("Package"), or that brings macros: names in the old container.
const PACKED_FILE = /O\0l\0e\x001\x000\0N\0a\0t\0i\0v\0e\0|_\0V\0B\0A\0_\0P\0R\0O\0J\0E\0C\0T\0/;
// What a document fetches or runs when it is opened, without being asked; links that one clicks, and pictures, are no such thing.
const FETCHED = /Type\s*=\s*["'][^"']*\/(?:attachedTemplate|oleObject|frame|subDocument|control)["']/i;
const RELATIONSHIP = /<Relationship\b[^>]*>/gi;
const EXTERNAL = /TargetMode\s*=\s*["']External["']/i;
const DDE = /<(?:\w+:)?ddeLink\b|<(?:\w+:)?instrText\b[^>]*>\s*DDE(?:AUTO)?\s|w:instr\s*=\s*["']\s*DDE(?:AUTO)?\s/i;

/** Which office document this archive is; refuses bombs, passwords, macros, documents that do not parse, and archives that are none. */
export async function inspectOffice(
  file: FileHandle,
  size: number,
  refuse: (code: string) => never,
): Promise<FileKind> {
  try {
    const members = await readZipDirectory(file, size);
    const types = members.find(({ name }) => name === '[Content_Types].xml');
    if (types === undefined) return refuse('file-kind-unknown');
    const typeList = (await readZipMember(file, types, MAX_TYPES_BYTES)).toString('utf8');
    if (MACROS.test(typeList) || members.some(({ name }) => PROGRAM_PART.test(name))) return refuse('file-has-macros');
    const kind = kindOf(typeList, members);
    if (kind === null) return refuse('file-kind-unknown');
    if (members.some(({ name }) => ARCHIVE_PART.test(name))) return refuse('file-is-a-bomb');
    await inspectParts(file, members, refuse);
    return kind;
  } catch (fault) {
    if (fault instanceof XmlFault) return refuse('file-broken');
    if (!(fault instanceof ZipFault)) throw fault;
    if (fault.kind === 'encrypted') return refuse('file-locked');
    return refuse(fault.kind === 'too-large' ? 'file-is-a-bomb' : 'file-broken');
  }
}

/** Word and Excel name their main part in the list of types; it is not always called document.xml. */
function kindOf(typeList: string, members: readonly ZipMember[]): 'docx' | 'xlsx' | null {
  const names = new Set(members.map(({ name }) => name.toLowerCase()));
  for (const [override] of typeList.matchAll(/<(?:\w+:)?Override\b[^>]*>/g)) {
    const part = /PartName\s*=\s*["']\/?([^"']+)["']/.exec(override)?.[1]?.toLowerCase() ?? '';
    const type = /ContentType\s*=\s*["']([^"']+)["']/.exec(override)?.[1] ?? '';
    for (const kind of ['docx', 'xlsx'] as const) if (type === MAIN_TYPES[kind] && names.has(part)) return kind;
  }
  return null;
}

/** Reads every text of the document to its end, and the objects packed into it. */
async function inspectParts(
  file: FileHandle,
  members: readonly ZipMember[],
  refuse: (code: string) => never,
): Promise<void> {
  const texts = members.filter(({ name }) => /\.(?:xml|rels|vml)$/i.test(name));
  if (texts.reduce((sum, { size }) => sum + size, 0) > MAX_TEXT_BYTES) refuse('file-is-a-bomb');
  for (const text of texts) {
    const isRels = text.name.toLowerCase().endsWith('.rels');
    if (isRels) refuseWhatIsFetched((await readZipMember(file, text, 4 * 1024 * 1024)).toString('utf8'), refuse);
    // VML is what old Office calls XML; it is not always well-formed, and nobody reads it any more.
    if (text.name.toLowerCase().endsWith('.vml')) continue;
    const reading = new XmlReading();
    let kept = '';
    for await (const piece of pourZipMember(file, text)) {
      const words = kept + piece.toString('latin1');
      if (DDE.test(words)) refuse('office-reaches-out');
      reading.read(piece);
      kept = words.slice(-200);
    }
    reading.end();
  }
  for (const object of members.filter(({ name }) => /\/(?:embeddings|activeX)\/[^/]+\.bin$/i.test(name))) {
    const bytes = await readZipMember(file, object, MAX_OBJECT_BYTES);
    if (PACKED_FILE.test(bytes.toString('latin1'))) refuse('file-has-macros');
  }
}

function refuseWhatIsFetched(rels: string, refuse: (code: string) => never): void {
  for (const [relationship] of rels.matchAll(RELATIONSHIP)) {
    if (EXTERNAL.test(relationship) && FETCHED.test(relationship)) refuse('office-reaches-out');
  }
}
