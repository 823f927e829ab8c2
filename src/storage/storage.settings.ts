/** Where files lie and how large one may be; filled from the environment at boot, by the tests with a folder of their own. */
export interface StorageSettings {
  /** Absolute path. Below it: `tmp/` for what is still arriving in one piece, `arriving/` for what comes in pieces, `aa/<sha256>` for what has, `derived/` for pictures made of it. */
  uploadsDir: string;
  /** The most bytes of one file, whatever its slot allows (UPLOAD_MAX_MB). */
  uploadMaxBytes: number;
  /** The most bytes that one person may have sent into dossiers in all, removed files included (UPLOAD_PERSON_QUOTA_MB). */
  personQuotaBytes: number;
  /** The same for all people of one commune (UPLOAD_COMMUNE_QUOTA_MB). */
  communeQuotaBytes: number;
  /** Bytes of the disk that uploads leave alone (UPLOAD_KEEP_FREE_MB): the database and the log may lie there too. */
  keepFreeBytes: number;
  /** Where clamd listens (CLAMD_URL); null: nothing is scanned, and everything says so. */
  clamdUrl: string | null;
}

export const STORAGE_SETTINGS = Symbol('storage-settings');
