/** The auditor's pages (UX §1b, KT). */
export const auditPaths = {
  overview: '/kiem-tra',
  log: '/kiem-tra/nhat-ky',
  entry: (code: string) => `/kiem-tra/ho-so/${code}`,
} as const;
