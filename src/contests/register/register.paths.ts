import { receivedPaths, registerPathsAt } from '../../documents/register/register.paths.js';

/** The register of a contest. */
export const registerOf = (slug: string) => registerPathsAt(`/to-chuc/${slug}/so-van-ban`);

/** Addresses of the register of documents: its keepers', the units' that documents are sent to, and everybody's. */
export const registerPaths = {
  list: (slug: string) => registerOf(slug).list,
  one: (slug: string, id: string) => registerOf(slug).one(id),
  publicity: (slug: string, id: string) => `${registerOf(slug).one(id)}/cong-khai`,
  received: receivedPaths.list,
  receivedOne: receivedPaths.one,
  receivedCopy: receivedPaths.copy,
  published: (slug: string) => `/cuoc-thi/${slug}/van-ban`,
  publishedCopy: (slug: string, id: string) => `/cuoc-thi/${slug}/van-ban/${id}`,
} as const;
