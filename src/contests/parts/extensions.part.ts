import type { Tx } from '../../database/tx.js';
import type { ContestId, UnitId } from '../../kernel/ids.js';
import { ContestReader } from '../contest.reader.js';
import { obey, Refused } from '../../kernel/refusal.js';
import { describeDeadline, formatDateTime } from '../../kernel/vietnamese/dates.js';
import type { ExtensionFacts } from '../contest.facts.js';
import { refuseToExtend } from '../contest.policy.js';
import { PARTS } from '../contest.paths.js';
import { sayBasis, WINDOW_NAMES } from '../contest.words.js';
import { draftByCode, type ExtensionRow, extensionsOf, insertExtension } from '../extension.repository.js';
import { snapshotCommunes, vettersOf } from '../snapshot.repository.js';
import { field } from './field-spec.js';
import { instantWords } from './instant-words.js';
import { extensionNotice } from '../contest.notices.js';
import type { RowPart } from './part.js';
import { TypedWords } from '../../web/typed-words.js';

type ExtensionWords = Omit<ExtensionFacts, 'id' | 'entryId' | 'documentNumber'> & {
  scope: 'all' | 'unit' | 'entry';
  entryCode: string;
  documentNumber: string;
};
const FIXED = { code: 'row-is-fixed' };
const FOR = /^(submission|vetting):([0-9a-f-]{36}|all|entry)$/;
const contests = new ContestReader();

/** “Tất cả”, “Xã Bản Bo”, “Hồ sơ 7KQ2MD (Xã Bản Bo)”. */
const sayWhom = (one: ExtensionRow): string =>
  one.entryCode === null ? (one.unitName ?? 'Tất cả') : `Hồ sơ ${one.entryCode} (${one.unitName ?? ''})`;

/** Longer windows for all, one unit or one draft, each by a document and for a reason. They are only ever added: people rely on them. */
export const EXTENSIONS_PART: RowPart<ExtensionRow, ExtensionWords> = {
  path: PARTS.extensions,
  deed: 'contest.extension',
  heading: 'Gia hạn',
  lead: 'Thêm thời gian nộp hoặc thẩm định cho tất cả, một đơn vị hoặc một hồ sơ, theo văn bản và có lý do. Đã gia hạn thì không rút ngắn.',
  one: 'gia hạn',
  links: () => [],
  note: () => null,
  facts: (_reader, { calendar }) =>
    Promise.resolve(
      (['submission', 'vetting'] as const).map((kind) => {
        const window = calendar.window(kind);
        return {
          label: `Hạn chung, ${WINDOW_NAMES[kind].toLowerCase()}`,
          value: window === null ? 'Chưa có' : describeDeadline(window.until),
        };
      }),
    ),
  columns: [
    { label: 'Cho', value: sayWhom },
    { label: 'Việc', value: (one) => WINDOW_NAMES[one.kind] },
    { label: 'Đến', value: (one) => describeDeadline(one.untilAt) },
    { label: 'Văn bản', value: sayBasis },
    { label: 'Lý do', value: (one) => one.reason },
    { label: 'Người nhập', value: (one) => `${one.grantedByName}, ${formatDateTime(one.grantedAt)}` },
  ],
  nameOf: (one) => `${sayWhom(one)}, ${describeDeadline(one.untilAt)}`,
  isOrdered: false,
  isEditable: false,
  rowLinks: () => [],
  rows: (reader, contest) => extensionsOf(reader, contest.id),
  fields: async (reader, { contest }) => [
    field.select('for', 'Gia hạn cho', {
      blank: 'Chọn tất cả, đơn vị hoặc một hồ sơ',
      options: [
        { value: 'submission:all', label: 'Nộp hồ sơ: tất cả các xã' },
        { value: 'vetting:all', label: 'Thẩm định: tất cả các cơ quan' },
        { value: 'submission:entry', label: 'Nộp hồ sơ: một hồ sơ nháp (ghi mã ở dưới)' },
        ...(await snapshotCommunes(reader, contest.id)).map((commune) => ({
          value: `submission:${commune.id}`,
          label: `Nộp hồ sơ: ${commune.name}${commune.districtName === null ? '' : ` (${commune.districtName})`}`,
        })),
        ...(await vettersOf(reader, contest.id)).map((office) => ({
          value: `vetting:${office.id}`,
          label: `Thẩm định: ${office.name}`,
        })),
      ],
    }),
    field.text('entryCode', 'Mã nháp', {
      hint: 'Chỉ khi gia hạn cho một hồ sơ: 6 ký tự xã đọc trên trang hồ sơ, ví dụ 7KQ2MD.',
      width: 'short',
      optional: true,
    }),
    field.dateTime('until', 'Hạn mới', {
      hint: 'Thời điểm đầu tiên bị coi là muộn. Hết ngày 03/12/2021 ghi 04/12/2021 lúc 00:00.',
    }),
    field.text('documentNumber', 'Số văn bản', { hint: 'Ví dụ 15/BTC ngày 29/11/2021.', width: 'medium' }),
    field.textarea('reason', 'Lý do', { hint: 'Ví dụ mất điện, mất mạng do mưa lũ từ ngày 28/11.', rows: 3 }),
  ],
  wordsOf: (one) => ({
    for: `${one.kind}:${one.unitId ?? (one.entryId === null ? 'all' : 'entry')}`,
    entryCode: one.entryCode ?? '',
    ...instantWords('until', one.untilAt),
    documentNumber: one.documentNumber ?? '',
    reason: one.reason,
  }),
  read(body) {
    const words = new TypedWords(body);
    const target = FOR.exec(words.line('for', { ask: 'Chọn đơn vị được gia hạn.', max: 60, label: 'Đơn vị' }));
    const untilAt = words.instant({ date: 'until', time: 'untilTime' }, 'Hạn mới');
    if (untilAt === null && body['until'] === '') words.fault('until', 'Nhập hạn mới.', null);
    const scope = target?.[2] === 'all' || target?.[2] === 'entry' ? target[2] : 'unit';
    const code = { max: 12, label: 'Mã nháp' };
    const entryCode = words.line('entryCode', scope === 'entry' ? { ...code, ask: 'Nhập mã nháp của hồ sơ.' } : code);
    return words.done({
      kind: target?.[1] === 'vetting' ? 'vetting' : 'submission',
      scope,
      unitId: scope === 'unit' ? ((target?.[2] ?? '') as UnitId) : null,
      entryCode: entryCode.toUpperCase(),
      untilAt: untilAt ?? new Date(0),
      documentNumber: words.line('documentNumber', {
        ask: 'Nhập số văn bản cho gia hạn.',
        max: 100,
        label: 'Số văn bản',
      }),
      reason: words.text('reason', { ask: 'Nhập lý do gia hạn.', max: 1000, label: 'Lý do' }),
    });
  },
  refuseToAdd: (one, { calendar }) =>
    refuseToExtend(
      { untilAt: one.untilAt, now: calendar.now },
      one.unitId === null ? calendar.windowForAll(one.kind) : calendar.windowFor(one.kind, one.unitId),
    ),
  refuseToChange: () => FIXED,
  refuseToRemove: () => FIXED,
  refuseToReorder: () => FIXED,
  async insert(tx, contest, one, { id, personId }) {
    if (one.scope === 'unit') {
      const known =
        one.kind === 'submission' ? await snapshotCommunes(tx, contest.id) : await vettersOf(tx, contest.id);
      obey(known.some((unit) => unit.id === one.unitId) ? null : { code: 'unknown-unit', field: 'for' });
    }
    const draft = one.scope === 'entry' ? await draftByCode(tx, contest.id, one.entryCode) : null;
    if (one.scope === 'entry' && draft === null) throw new Refused({ code: 'unknown-draft', field: 'entryCode' });
    if (draft !== null) {
      const calendar = await contests.calendarOf(tx, contest, tx.now);
      obey(refuseToExtend({ untilAt: one.untilAt, now: calendar.now }, calendar.windowForEntry(draft)));
    }
    await insertExtension(tx, contest.id, { ...one, id, entryId: draft?.id ?? null, grantedBy: personId });
  },
  async noticeOf(tx, one, { contest }, id) {
    const draft = one.scope === 'entry' ? await draftByCode(tx, contest.id, one.entryCode) : null;
    return extensionNotice(one, {
      id,
      unitIds: draft === null ? await unitsOf(tx, contest.id, one) : [draft.communeId],
    });
  },
  update: () => Promise.reject(new Refused(FIXED)),
  remove: () => Promise.reject(new Refused(FIXED)),
  reorder: () => Promise.reject(new Refused(FIXED)),
};

/** The units that an extension for one or for all gives more time. */
async function unitsOf(tx: Tx, contestId: ContestId, one: ExtensionWords): Promise<UnitId[]> {
  if (one.unitId !== null) return [one.unitId];
  return (one.kind === 'submission' ? await snapshotCommunes(tx, contestId) : await vettersOf(tx, contestId)).map(
    ({ id }) => id,
  );
}
