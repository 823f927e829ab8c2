import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { Page } from '../../web/answer.js';
import { pagingOf } from '../../web/views/page.js';
import { withQuery } from '../../web/with-query.js';
import type { OpenedDrive } from '../drives/drive.opening.js';
import { drivePaths } from '../drives/drive.paths.js';
import { frameOfMovement } from '../movement.view.js';
import type { CommuneCounts, UnitCounts } from './count.repository.js';
import type { PledgeCounts } from './pledge.facts.js';
import { pledgePaths } from './pledge.paths.js';
import { crumbOfDrive } from './pledge.view.js';

export const COUNTS_A_PAGE = 50;

type Found =
  | { by: 'unit'; units: readonly UnitCounts[]; total: number }
  | { by: 'commune'; communes: readonly CommuneCounts[]; total: number };

/** For an office in whose tree people live but no agency of the drive stands: it sees who lives there, in numbers, and nothing else. */
export const isLivedIn = ({ reach, keeps, ownUnits }: OpenedDrive): boolean =>
  reach.kind === 'tree' && !keeps && ownUnits === 0;

/** What is shown of either, in numbers; agencies lead to their lists. */
export function countsPage(
  opened: OpenedDrive,
  given: { all: PledgeCounts & { required: number }; page: number; isCommune: boolean; found: Found },
): Page {
  const { drive, movement } = opened;
  const { all, page, isCommune, found } = given;
  const livesOnly = isLivedIn(opened);
  const frame = frameOfMovement(opened, crumbOfDrive(opened, isCommune), { href: null, label: 'Người cam kết' });
  const isByUnit = found.by === 'unit';
  const theo = isByUnit ? null : 'noi-o';
  return new Page(
    'movements/pledge-counts',
    {
      about: drive.name,
      isSample: drive.sample || movement.sample,
      figures: [
        figure(
          all.pledged,
          'người đã cam kết',
          all.required === 0 ? null : `phải thực hiện ${formatInteger(all.required)}`,
        ),
        figure(all.confirmed, 'đã vào nhóm', null),
        figure(all.waiting, 'chờ xác nhận', null),
        figure(all.absent, 'không có trong nhóm', null),
        ...(all.outside === 0 ? [] : [figure(all.outside, 'sống ngoài phạm vi', null)]),
      ],
      form: { values: { theo: theo ?? '' }, errors: {}, summary: [] },
      action: pledgePaths.counts(drive.id),
      groupings: livesOnly
        ? null
        : [
            { value: '', label: 'Cơ quan' },
            { value: 'noi-o', label: 'Xã nơi ở' },
          ],
      note: isByUnit ? null : 'Đếm người sống trên địa bàn, của mọi cơ quan trong đợt.',
      nameHead: isByUnit ? 'Cơ quan' : 'Xã nơi ở',
      hasRequired: isByUnit,
      rows: isByUnit
        ? found.units.map((one) => ({
            ...numbersOf(one),
            name: one.name,
            above: one.communeName,
            href: pledgePaths.list(drive.id, one.id),
            required: one.required === null ? '–' : formatInteger(one.required),
          }))
        : found.communes.map((one) => ({
            ...numbersOf(one),
            name: one.name ?? 'Ngoài phạm vi',
            above: one.districtName,
            href: null,
            required: null,
          })),
      caption: `${formatInteger(found.total)} ${isByUnit ? 'cơ quan' : 'nơi ở'}`,
      order: isByUnit ? 'Theo danh sách của đợt' : 'Xếp theo huyện, rồi theo xã',
      emptyText: isByUnit ? 'Chưa có cơ quan nào trong danh sách của đợt.' : 'Chưa có ai cam kết.',
      paging:
        found.total <= COUNTS_A_PAGE
          ? null
          : pagingOf({
              page,
              pageSize: COUNTS_A_PAGE,
              total: found.total,
              hrefOf: (to) => withQuery(pledgePaths.counts(drive.id), { theo, trang: to === 1 ? null : to }),
            }),
      residentsHref: isCommune ? pledgePaths.residents(drive.id) : null,
      backHref: livesOnly ? pledgePaths.residence : isCommune ? drivePaths.report(drive.id) : drivePaths.one(drive.id),
      backLabel: livesOnly ? 'Về các đợt cam kết' : 'Quay lại đợt vận động',
    },
    // Movement and drive are not this office's to open.
    livesOnly
      ? {
          ...frame,
          breadcrumbs: [
            { href: pledgePaths.residence, label: 'Cam kết nơi ở' },
            { href: null, label: drive.name },
          ],
        }
      : frame,
  );
}

const figure = (value: number, label: string, note: string | null) => ({
  value: formatInteger(value),
  label,
  href: null,
  note,
});

const numbersOf = ({ pledged, confirmed, waiting, absent, outside }: PledgeCounts) => ({
  pledged: formatInteger(pledged),
  confirmed: formatInteger(confirmed),
  waiting: formatInteger(waiting),
  absent: formatInteger(absent),
  outside: formatInteger(outside),
});
