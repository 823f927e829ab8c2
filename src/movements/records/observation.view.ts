import type { RegisterMenuView } from '../../communities/register.menu.js';
import { formatDateTime } from '../../kernel/vietnamese/dates.js';
import { formatDay } from '../../kernel/vietnamese/days.js';
import { placeInSentence, tellPlace } from '../../kernel/vietnamese/places.js';
import { type AnySheet, anySheet } from '../../press/sheet.js';
import { Page } from '../../web/answer.js';
import type { FormState } from '../../web/views/form-state.js';
import { pagingOf } from '../../web/views/page.js';
import { withChoices } from '../drives/drive.paths.js';
import { movementPaths } from '../movement.paths.js';
import type { ListedMovement } from '../movement.repository.js';
import { frameOfMovement, MOVEMENTS_A_PAGE } from '../movement.view.js';
import {
  OBSERVATION_KINDS,
  OBSERVATION_WORDS,
  type ObservationFacts,
  type ObservationFilter,
} from './observation.facts.js';
import type { ObservedCommune } from './observation.repository.js';
import type { OpenedRecord } from './observation.service.js';
import { recordPaths } from './record.paths.js';

export const OBSERVATIONS_A_PAGE = 50;
export const RECORD_CRUMB = 'Theo dõi thi đua';
const KIND_OPTIONS = OBSERVATION_KINDS.map((value) => ({ value, label: OBSERVATION_WORDS[value].word }));

/** Where it was, as it was called then: "Xã Bản Bo, huyện Tam Đường", and what that has become since. */
export const placeThen = ({ communeName, districtName }: Pick<ObservationFacts, 'communeName' | 'districtName'>) =>
  tellPlace(communeName, districtName);
const nowOf = ({ communeName, nowName }: ObservationFacts): string | null =>
  nowName === communeName ? null : `Nay là ${placeInSentence(nowName)}`;
const writerOf = ({ byName, byUnitName }: Pick<ObservationFacts, 'byName' | 'byUnitName'>): string =>
  byUnitName === null ? byName : `${byName}, ${byUnitName}`;

/** Movements, each with what is recorded in it. */
export function recordsPage(
  { movements, total }: { movements: readonly ListedMovement[]; total: number },
  counted: ReadonlyMap<string, number>,
  { page, menu }: { page: number; menu: RegisterMenuView },
): Page {
  return new Page('movements/records', {
    menu,
    rows: movements.map((one) => ({
      name: one.name,
      href: recordPaths.record(one.id),
      owner: one.ownerName,
      span: `${formatDay(one.startsOn)} – ${formatDay(one.endsOn)}`,
      observations: counted.get(one.id) ?? 0,
      isSample: one.sample,
    })),
    caption: `${total} phong trào`,
    paging:
      total <= MOVEMENTS_A_PAGE
        ? null
        : pagingOf({ page, pageSize: MOVEMENTS_A_PAGE, total, hrefOf: (to) => `${recordPaths.list}?trang=${to}` }),
  });
}

/** The record of one movement. */
export function recordPage(
  opened: OpenedRecord,
  given: {
    observations: readonly ObservationFacts[];
    total: number;
    page: number;
    filter: ObservationFilter;
    communes: readonly { id: string; name: string }[];
    isCommune: boolean;
    mayWrite: boolean;
    mayPropose: boolean;
  },
): Page {
  const { movement } = opened;
  const { observations, total, page, filter, communes } = given;
  const choices = { xa: filter.communeId, loai: filter.kind };
  const here = withChoices(recordPaths.record(movement.id), choices);
  return new Page(
    'movements/record',
    {
      about: movement.name,
      lead: given.isCommune
        ? 'Những ưu điểm được ghi nhận của đơn vị.'
        : 'Việc thấy được ở từng đơn vị, làm căn cứ đề nghị khen thưởng; tách khỏi giải thưởng của cuộc thi.',
      writeHref: given.mayWrite ? recordPaths.write(movement.id) : null,
      proposalsHref: given.mayPropose ? recordPaths.proposals(movement.id) : null,
      sheetHref: given.isCommune ? null : withChoices(recordPaths.sheet(movement.id), choices),
      form: { values: { xa: filter.communeId ?? '', loai: filter.kind ?? '' }, errors: {}, summary: [] },
      action: recordPaths.record(movement.id),
      communes: given.isCommune ? null : communes.map(({ id, name }) => ({ value: id, label: name })),
      kinds: KIND_OPTIONS,
      rows: observations.map((one) => ({
        day: formatDay(one.observedOn),
        href: recordPaths.observation(movement.id, one.id),
        place: placeThen(one),
        now: nowOf(one),
        status: OBSERVATION_WORDS[one.kind],
        seen: one.seen,
        files: one.files.length === 0 ? null : `${one.files.length} tệp kèm theo`,
        corrected: one.replacesId === null ? null : 'Đã đính chính',
        by: writerOf(one),
        isSample: one.sample,
      })),
      caption: `${total} ghi nhận`,
      emptyText:
        filter.communeId === null && filter.kind === null ? 'Chưa có ghi nhận nào.' : 'Không có ghi nhận nào như vậy.',
      paging:
        total <= OBSERVATIONS_A_PAGE
          ? null
          : pagingOf({
              page,
              pageSize: OBSERVATIONS_A_PAGE,
              total,
              hrefOf: (to) => `${here}${here.includes('?') ? '&' : '?'}trang=${to}`,
            }),
      backHref: movementPaths.one(movement.id),
    },
    frameOfMovement(opened, { href: null, label: RECORD_CRUMB }),
  );
}

/** One observation with everything that was ever written of it. */
export function observationPage(
  opened: OpenedRecord,
  one: ObservationFacts,
  { history, mayWrite }: { history: readonly ObservationFacts[]; mayWrite: boolean },
): Page {
  const { movement } = opened;
  const newer = history.find(({ id }) => id === one.replacedById);
  return new Page(
    'movements/observation',
    {
      heading: `Ghi nhận ngày ${formatDay(one.observedOn)}`,
      about: placeThen(one),
      status: OBSERVATION_WORDS[one.kind],
      isSample: one.sample,
      replaced:
        one.replacedById === null
          ? null
          : newer === undefined
            ? { text: 'Ghi nhận này đã được đính chính.', href: null }
            : newer.withdraws
              ? { text: `Ghi nhận này đã được rút: ${newer.reason ?? ''}`, href: null }
              : {
                  text: 'Ghi nhận này đã được đính chính.',
                  href: recordPaths.observation(movement.id, newer.id),
                },
      facts: [
        { label: 'Việc đã thấy', value: one.seen },
        ...(nowOf(one) === null ? [] : [{ label: 'Đơn vị hiện nay', value: one.nowName }]),
        { label: 'Người ghi', value: `${writerOf(one)}, ${formatDateTime(one.recordedAt)}` },
        ...(one.reason === null ? [] : [{ label: 'Lý do đính chính', value: one.reason }]),
      ],
      files: one.files.map((file) => ({
        name: file.name,
        href: file.isInfected ? null : recordPaths.file(movement.id, one.id, file.id),
      })),
      history:
        history.length < 2
          ? null
          : history.map((step) => ({
              what: step.withdraws
                ? 'Rút ghi nhận'
                : step.replacesId === null
                  ? `Ghi: ${step.seen}`
                  : `Đính chính: ${step.seen}`,
              who: writerOf(step),
              at: step.recordedAt,
              reason: step.reason,
            })),
      correctHref:
        mayWrite && one.replacedById === null && !one.withdraws ? recordPaths.correction(movement.id, one.id) : null,
      backHref: recordPaths.record(movement.id),
    },
    frameOfMovement(
      opened,
      { href: recordPaths.record(movement.id), label: RECORD_CRUMB },
      { href: null, label: `Ghi nhận ngày ${formatDay(one.observedOn)}` },
    ),
  );
}

/** The form of an observation, new (`replaced` null) or one that puts another right. */
export function observationFormPage(
  opened: OpenedRecord,
  given: { replaced: ObservationFacts | null; communes: readonly ObservedCommune[]; form: FormState },
): Page {
  const { movement } = opened;
  const { replaced, communes, form } = given;
  const heading = replaced === null ? 'Ghi nhận thi đua' : 'Đính chính ghi nhận';
  const isChosen = communes.length === 1;
  return new Page(
    'movements/observation-form',
    {
      heading,
      about: movement.name,
      form: isChosen ? { ...form, values: { communeId: communes[0]?.id ?? '', ...form.values } } : form,
      action: replaced === null ? recordPaths.write(movement.id) : recordPaths.correction(movement.id, replaced.id),
      replaced:
        replaced === null
          ? null
          : [
              {
                label: 'Đã ghi',
                value: `${formatDay(replaced.observedOn)}, ${placeThen(replaced)}: ${replaced.seen} (${writerOf(replaced)} ghi)`,
              },
            ],
      communes: communes.map(({ id, name, districtName }) => ({ value: id, label: tellPlace(name, districtName) })),
      kinds: KIND_OPTIONS,
      button: replaced === null ? 'Ghi vào sổ' : 'Ghi đính chính',
      backHref: replaced === null ? recordPaths.record(movement.id) : recordPaths.observation(movement.id, replaced.id),
    },
    frameOfMovement(
      opened,
      { href: recordPaths.record(movement.id), label: RECORD_CRUMB },
      { href: null, label: heading },
    ),
  );
}

export const typedObservation = (one: ObservationFacts): FormState['values'] => ({
  communeId: one.communeId,
  observedOn: formatDay(one.observedOn),
  kind: one.kind,
  seen: one.seen,
});

/** What stands, as a spreadsheet, in the order of the page. */
export function observationSheet({ movement, today }: OpenedRecord, rows: readonly ObservationFacts[]): AnySheet {
  return anySheet<ObservationFacts>({
    name: 'Theo dõi thi đua',
    heading: ['SỔ THEO DÕI THI ĐUA', movement.name, `Đến ngày ${formatDay(today)}`],
    columns: [
      { header: 'Ngày', kind: 'text', width: 12, value: ({ observedOn }) => formatDay(observedOn) },
      { header: 'Xã, phường, thị trấn', kind: 'text', width: 24, value: ({ communeName }) => communeName },
      { header: 'Huyện', kind: 'text', width: 22, value: ({ districtName }) => districtName },
      { header: 'Loại', kind: 'text', width: 12, value: ({ kind }) => OBSERVATION_WORDS[kind].word },
      { header: 'Việc đã thấy', kind: 'text', width: 70, value: ({ seen }) => seen },
      { header: 'Tệp kèm theo', kind: 'number', width: 10, value: ({ files }) => files.length },
      { header: 'Người ghi', kind: 'text', width: 30, value: writerOf },
      { header: 'Đính chính', kind: 'text', width: 30, value: ({ reason }) => reason },
    ],
    rows,
    closing: null,
    footing: [],
    landscape: true,
  });
}
