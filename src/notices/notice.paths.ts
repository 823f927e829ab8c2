/** Addresses of one's notices and of the choice of channels (UX §1b). */
export const noticePaths = {
  list: '/thong-bao',
  page: (page: number) => `/thong-bao?trang=${page}`,
  read: '/thong-bao/da-doc',
  channels: '/tai-khoan/kenh-thong-bao',
  /** Whether and how notices leave, for an administrator. */
  delivery: '/quan-tri/kenh-gui',
  trial: '/quan-tri/kenh-gui/gui-thu',
} as const;
