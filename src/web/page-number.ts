/** The page asked for in `?trang=`; anything but a small whole number means the first. */
export const pageNumber = (typed: unknown): number =>
  typeof typed === 'string' && /^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : 1;
