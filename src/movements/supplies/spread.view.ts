import { formatDay } from '../../kernel/vietnamese/days.js';
import { formatInteger } from '../../kernel/vietnamese/numbers.js';
import { type AnySheet, anySheet } from '../../press/sheet.js';
import { Page } from '../../web/answer.js';
import { pagingOf } from '../../web/views/page.js';
import type { OpenedItem } from '../broadcasts/item.opening.js';
import { frameOfItem } from '../broadcasts/item.view.js';
import { withChoices } from '../drives/drive.paths.js';
import type { SupplyOfCommune, SupplySums } from './supply.facts.js';
import { supplyPaths } from './supply.paths.js';

export const COMMUNES_A_PAGE = 50;
const HEADING = 'Đã đăng vào nhóm';

function sayLead({ communes, untouched, groups, reached }: SupplySums): string {
  if (communes === 0) return 'Sổ nhóm trong địa bàn chưa có nhóm nào đang hoạt động.';
  const all = `Đã đăng ở ${formatInteger(reached)} trong ${formatInteger(groups)} nhóm của ${formatInteger(communes)} xã.`;
  return untouched === 0 ? all : `${all} ${formatInteger(untouched)} xã chưa đăng ở nhóm nào.`;
}

/** How far an item has come, by commune. */
export function spreadPage(
  opened: OpenedItem,
  { sums, rows, page }: { sums: SupplySums; rows: readonly SupplyOfCommune[]; page: number },
): Page {
  const { item } = opened;
  const path = supplyPaths.spread(item.id);
  return new Page(
    'movements/supply-spread',
    {
      heading: HEADING,
      about: item.title,
      lead: sayLead(sums),
      isSample: item.sample,
      caption: `${sums.communes} xã`,
      rows: rows.map(({ name, districtName, groups, reached, lastOn }) => ({
        name,
        district: districtName,
        groups,
        reached,
        left: groups - reached,
        last: lastOn === null ? 'Chưa đăng' : formatDay(lastOn),
      })),
      sheetHref: sums.communes === 0 ? null : supplyPaths.spreadTable(item.id),
      paging:
        sums.communes <= COMMUNES_A_PAGE
          ? null
          : pagingOf({
              page,
              pageSize: COMMUNES_A_PAGE,
              total: sums.communes,
              hrefOf: (to) => withChoices(path, { trang: String(to) }),
            }),
    },
    frameOfItem(opened, { href: null, label: HEADING }),
  );
}

/** The same as a spreadsheet, all communes. */
export const spreadSheet = ({ item, today }: OpenedItem, rows: readonly SupplyOfCommune[]): AnySheet =>
  anySheet<SupplyOfCommune>({
    name: HEADING,
    heading: [
      'NỘI DUNG ĐÃ ĐĂNG VÀO NHÓM',
      item.title,
      `Tính đến ngày ${formatDay(today)}`,
      ...(item.sample ? ['Số liệu mẫu, đặt ra để thử'] : []),
    ],
    columns: [
      { header: 'Xã', kind: 'text', width: 28, value: (row) => row.name },
      { header: 'Huyện', kind: 'text', width: 24, value: (row) => row.districtName ?? '' },
      { header: 'Nhóm đang hoạt động', kind: 'number', width: 14, value: (row) => row.groups },
      { header: 'Đã đăng', kind: 'number', width: 12, value: (row) => row.reached },
      { header: 'Chưa đăng', kind: 'number', width: 12, value: (row) => row.groups - row.reached },
      {
        header: 'Lần cuối',
        kind: 'text',
        width: 14,
        value: (row) => (row.lastOn === null ? '' : formatDay(row.lastOn)),
      },
    ],
    rows,
    closing: [
      'Tổng cộng',
      null,
      rows.reduce((sum, { groups }) => sum + groups, 0),
      rows.reduce((sum, { reached }) => sum + reached, 0),
      rows.reduce((sum, { groups, reached }) => sum + groups - reached, 0),
      null,
    ],
    footing: [],
    landscape: false,
  });
