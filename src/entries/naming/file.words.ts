import { open } from 'node:fs/promises';
import { officeWords } from '../../press/office-words.js';
import { TableFault } from '../../press/table.js';
import { PdfFault, readPdfText } from '../../storage/pdf-pages.js';
import { readZipDirectory, readZipMember, ZipFault } from '../../storage/zip-directory.js';

/** Of one part: a report of 300 pages has some 3 MB of XML. */
const MOST_PART_BYTES = 16 * 1024 * 1024;
const MOST_SIGNS = 2_000_000;

/** The words of a stored file as far as a program can read them; null for kinds without words and for what does not open. */
export async function readFileWords({
  kind,
  path,
  size,
}: {
  kind: string;
  path: string;
  size: number;
}): Promise<string | null> {
  try {
    if (kind === 'pdf') return await readPdfText({ path });
    if (kind === 'docx' || kind === 'xlsx') return await readOffice(path, size);
    return null;
  } catch (fault) {
    if (fault instanceof PdfFault || fault instanceof ZipFault || fault instanceof TableFault) return null;
    throw fault;
  }
}

async function readOffice(path: string, size: number): Promise<string> {
  const file = await open(path, 'r');
  try {
    const members = new Map((await readZipDirectory(file, size)).map((member) => [member.name, member]));
    const part = async (name: string): Promise<Buffer> => {
      const member = members.get(name);
      return member === undefined ? Buffer.alloc(0) : readZipMember(file, member, MOST_PART_BYTES);
    };
    return await officeWords({ paths: [...members.keys()], part }, { mostSigns: MOST_SIGNS });
  } finally {
    await file.close();
  }
}
