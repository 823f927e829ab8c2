/** Addresses of one register, below the one where it lives: `/to-chuc/{slug}/so-van-ban` of a contest, `/van-ban/{unit}` of an office. */
export const registerPathsAt = (base: string) => ({
  list: base,
  create: `${base}/moi`,
  createFor: (corrects: string) => `${base}/moi?sua=${corrects}`,
  one: (id: string) => `${base}/${id}`,
  copy: (id: string) => `${base}/${id}/ban-ky`,
  /** With .pdf and .docx behind it. */
  paper: (id: string) => `${base}/${id}/ban-trinh-bay`,
  signature: (id: string) => `${base}/${id}/ky`,
  number: (id: string) => `${base}/${id}/so`,
  issue: (id: string) => `${base}/${id}/ban-hanh`,
  recall: (id: string) => `${base}/${id}/thu-hoi`,
  removal: (id: string) => `${base}/${id}/bo`,
  bases: (id: string) => `${base}/${id}/can-cu`,
  basisRemoval: (id: string, basis: string) => `${base}/${id}/can-cu/${basis}/xoa`,
  recipients: (id: string) => `${base}/${id}/noi-nhan`,
  recipientRemoval: (id: string, one: string) => `${base}/${id}/noi-nhan/${one}/bo`,
  dispatch: (id: string) => `${base}/${id}/gui`,
  reminder: (id: string) => `${base}/${id}/nhac`,
});
export type RegisterPaths = ReturnType<typeof registerPathsAt>;

/** Addresses of what a unit was sent, whoever keeps the register that it came from. */
export const receivedPaths = {
  list: '/van-ban-den',
  one: (id: string) => `/van-ban-den/${id}`,
  copy: (id: string) => `/van-ban-den/${id}/tep`,
} as const;
