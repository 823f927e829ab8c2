/** Addresses of the queue in an administrator's hands (UX §1b, /quan-tri). */
export const jobPaths = {
  desk: '/quan-tri/cong-viec',
  retry: '/quan-tri/cong-viec/chay-lai',
  discard: '/quan-tri/cong-viec/bo',
} as const;
