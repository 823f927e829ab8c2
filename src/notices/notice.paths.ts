/** Addresses of one's notices and of the choice of channels (UX §1b). */
export const noticePaths = {
  list: '/thong-bao',
  page: (page: number) => `/thong-bao?trang=${page}`,
  read: '/thong-bao/da-doc',
  channels: '/tai-khoan/kenh-thong-bao',
} as const;
