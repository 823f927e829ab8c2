import { open } from 'node:fs/promises';
import { readZipDirectory, readZipMember, ZipFault } from '../../storage/zip-directory.js';
import type { BundleFile } from './bundle.files.js';

/** A bundle of ten thousand entries is a tenth of this. */
const MOST_BYTES = 400 * 1024 * 1024;

/** A bundle in memory: its very bytes, and the files in them by the archive's own order. Null for what is no archive of ours. */
export async function readBundle(path: string): Promise<{ bytes: Buffer; files: BundleFile[] } | null> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    if (size > MOST_BYTES) return null;
    const members = await readZipDirectory(file, size);
    if (members.some(({ method }) => method !== 0)) return null;
    const files: BundleFile[] = [];
    for (const member of members)
      files.push({ path: member.name, bytes: await readZipMember(file, member, MOST_BYTES) });
    const bytes = Buffer.alloc(size);
    await file.read(bytes, 0, size, 0);
    return { bytes, files };
  } catch (fault) {
    if (fault instanceof ZipFault) return null;
    throw fault;
  } finally {
    await file.close();
  }
}
