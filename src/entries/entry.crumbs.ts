import { frameOfContest } from '../contests/contest.frame.js';
import type { Breadcrumb, PageFrame } from '../web/views/page.js';
import type { OpenedEntry } from './entry.opening.js';
import { entryPaths } from './entry.paths.js';

/** The frame of a page about a commune's dossier: "Hồ sơ › ZALO21-… › Tệp ảnh". Without `here` the dossier itself is the page. */
export function frameOfEntry({ entry, contest, calendar }: OpenedEntry, here: string | null): Partial<PageFrame> {
  const crumbs: Breadcrumb[] = [{ href: entryPaths.desk, label: 'Hồ sơ' }];
  const name = entry.number ?? `${entry.villageName} (nháp)`;
  if (here === null) crumbs.push({ href: null, label: name });
  else crumbs.push({ href: entryPaths.one(entry.code), label: name }, { href: null, label: here });
  return frameOfContest(contest, calendar, crumbs);
}
