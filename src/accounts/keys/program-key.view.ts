import type { Actor } from '../../kernel/actor.js';
import { formatDate, formatDateTime } from '../../kernel/vietnamese/dates.js';
import { API } from '../../web/api.js';
import type { Scope } from '../../web/rights.js';
import type { FormState } from '../../web/views/form-state.js';
import type { Paging, StatusWord } from '../../web/views/page.js';
import { accountPaths } from '../account.paths.js';
import { scopeOf } from '../account.view.js';
import { ROLE_NAMES } from '../role.words.js';
import type { KeyEnd, ProgramKeyFacts } from './program-key.facts.js';
import { lifetimesOf, SCOPES_OF_ROLE } from './program-key.policy.js';

/** What a key opens, as the pages call it. */
export const SCOPE_WORDS: Readonly<Record<Scope, string>> = {
  entries: 'Hồ sơ',
  vetting: 'Hàng thẩm định',
  judging: 'Việc chấm',
  scores: 'Điểm sau khi khóa vòng',
  awards: 'Giải và chi tiền thưởng',
  log: 'Nhật ký',
  webhooks: 'Báo tin cho hệ thống khác',
  reports: 'Báo cáo đợt vận động, cả gửi',
  documents: 'Sổ văn bản và văn bản đến',
  registers: 'Sổ nhóm, sổ tổ, phong trào, tuyên truyền',
};

const ENDS: Readonly<Record<NonNullable<KeyEnd>, StatusWord>> = {
  revoked: { word: 'Đã thu hồi', tone: 'neutral' },
  expired: { word: 'Hết hạn', tone: 'neutral' },
  cut: { word: 'Đã mất hiệu lực', tone: 'warning' },
};
const OPENS: StatusWord = { word: 'Đang dùng', tone: 'success' };

export interface KeyLine {
  name: string;
  personName: string;
  role: string;
  opens: string;
  made: string;
  until: string;
  lastUsed: string | null;
  status: StatusWord;
  revokedBy: string | null;
  /** Null when there is nothing left to end. */
  revokeAction: string | null;
}

export const toKeyLine = (key: ProgramKeyFacts, revokeAction: (id: string) => string): KeyLine => ({
  name: key.name,
  personName: key.personName,
  role: `${ROLE_NAMES[key.role]} – ${scopeOf(key)}`,
  opens: key.scopes.map((scope) => SCOPE_WORDS[scope]).join(', '),
  made: formatDate(key.madeAt),
  until: formatDate(key.expiresAt),
  lastUsed: key.lastUsedAt === null ? null : formatDateTime(key.lastUsedAt),
  status: key.end === null ? OPENS : ENDS[key.end],
  revokedBy: key.revokedByName,
  revokeAction: key.end === null ? revokeAction(key.id) : null,
});

/** The page of one's own keys, with the form for a new one. */
export const toOwnKeysView = (
  actor: Actor,
  found: { keys: readonly ProgramKeyFacts[]; paging: Paging | null },
  form: FormState,
) => ({
  form,
  keys: found.keys.map((key) => toKeyLine(key, accountPaths.keyRevocation)),
  paging: found.paging,
  action: accountPaths.keys,
  roleName: ROLE_NAMES[actor.role],
  scopes: SCOPES_OF_ROLE[actor.role].map((scope) => ({ value: scope, label: SCOPE_WORDS[scope], hint: null })),
  lifetimes: lifetimesOf(actor.role).map((days) => ({ value: String(days), label: `${days} ngày` })),
  documentHref: `${API}/openapi.json`,
});

export const toAllKeysView = (found: { keys: readonly ProgramKeyFacts[]; paging: Paging | null }) => ({
  keys: found.keys.map((key) => toKeyLine(key, accountPaths.anyKeyRevocation)),
  paging: found.paging,
});
