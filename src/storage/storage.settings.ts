/** Where files lie and how large one may be; filled from the environment at boot, by the tests with a folder of their own. */
export interface StorageSettings {
  /** Absolute path. Below it: `tmp/` for what is still arriving, `aa/<sha256>` for what has, `derived/` for pictures made of it. */
  uploadsDir: string;
  /** The most bytes of one file, whatever its slot allows (UPLOAD_MAX_MB). */
  uploadMaxBytes: number;
}

export const STORAGE_SETTINGS = Symbol('storage-settings');
