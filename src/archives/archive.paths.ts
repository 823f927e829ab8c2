import { awardPaths } from '../awards/award.paths.js';

/** Addresses of this room; its page hangs on the one where files of a contest are taken out. */
export const archivePaths = {
  archive: awardPaths.archive,
  archiveFile: (slug: string, id: string) => `${awardPaths.archive(slug)}/${id}`,
} as const;
