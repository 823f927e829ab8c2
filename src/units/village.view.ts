import type { FormState } from '../web/views/form-state.js';
import { unitPaths } from './unit.paths.js';
import type { VillageReport } from './village.import.js';

const MOST_SHOWN = 100;

export interface VillageImportView {
  form: FormState;
  action: string;
  backHref: string;
  example: string;
  /** What checking found; null on the first page. */
  checked: {
    isClean: boolean;
    sentence: string;
    faults: { line: number; message: string }[];
    faultsLeftOut: number;
    warnings: { line: number; message: string }[];
    warningsLeftOut: number;
    communes: { name: string; districtName: string; villages: number }[];
    csv: string;
    button: string;
  } | null;
}

const EXAMPLE =
  'parent_code,type,name,alias,valid_from,note\n03424,bản,Bản Nà Khum,,01/01/2021,\n03424,bản,Bản Nà Sẳng,Bản Nà Sẳn,01/01/2021,';

export function toVillageImportView(form: FormState, csv: string, report: VillageReport | null): VillageImportView {
  return {
    form,
    action: unitPaths.import,
    backHref: unitPaths.units,
    example: EXAMPLE,
    checked: report && {
      isClean: report.faults.length === 0,
      sentence: sentenceOf(report),
      faults: report.faults.slice(0, MOST_SHOWN),
      faultsLeftOut: Math.max(0, report.faults.length - MOST_SHOWN),
      warnings: report.warnings.slice(0, MOST_SHOWN),
      warningsLeftOut: Math.max(0, report.warnings.length - MOST_SHOWN),
      communes: report.communes.map((one) => ({ ...one, districtName: one.districtName ?? '–' })),
      csv,
      button: `Nhập ${report.villages} thôn, bản`,
    },
  };
}

const sentenceOf = ({ villages, aliases, communes, faults }: VillageReport): string =>
  faults.length === 0
    ? `Đã kiểm tra xong: ${villages} thôn, bản của ${communes.length} xã, ${aliases} tên khác. Chưa ghi gì.`
    : `Có ${faults.length} chỗ cần sửa, ${villages} dòng đúng. Chưa ghi gì: nhập tất cả hoặc không nhập dòng nào.`;
