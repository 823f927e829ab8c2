import type { HeaderCounter } from '../web/header.counters.js';
import { noticePaths } from './notice.paths.js';

/** More than these are "9+": the header says that there are many, the list says how many. */
const MOST = 9;

/** Unread notices of whoever is signed in. One look at the index `notices_unread`, which stops at the tenth. */
export const UNREAD_COUNTER: HeaderCounter = {
  name: 'unread',
  beside: `(SELECT count(*) FROM (SELECT FROM notices n
    WHERE n.person_id = (s.sess ->> 'personId')::uuid AND n.read_at IS NULL LIMIT ${MOST + 1}) u)`,
  href: noticePaths.list,
  label: 'Thông báo',
  most: MOST,
  counted: 'chưa đọc',
};
