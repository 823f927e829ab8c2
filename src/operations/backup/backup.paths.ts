export const backupPaths = { list: '/quan-tri/sao-luu' } as const;
