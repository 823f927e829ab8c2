import { scanCsv } from '../../kernel/csv-text.js';
import { byLine, type LineFault, readUtf8 } from '../../kernel/text-file.js';

export const UNITS_HEADER = ['kind', 'code', 'unit'] as const;

/** Where entries and judges come from, by code. */
export interface Units {
  entry: ReadonlyMap<string, string>;
  judge: ReadonlyMap<string, string>;
}

/**
 * Reads units.csv, `kind,code,unit` with the kinds `entry` and `judge`: which unit each comes from. Codes that scores.csv has not are
 * taken and change nothing; a code without a line comes from nowhere. Faults with their lines; with any there are no units.
 */
export function readUnitsFile(bytes: Uint8Array): { units: Units } | { faults: LineFault[] } {
  const decoded = readUtf8(bytes);
  if ('fault' in decoded) return { faults: [decoded.fault] };
  const units = { entry: new Map<string, string>(), judge: new Map<string, string>() };
  const faults: LineFault[] = [];
  let records = 0;
  const quoting = scanCsv(decoded.text, (fields, line) => {
    records += 1;
    if (records === 1) {
      if (fields.join(',') !== UNITS_HEADER.join(','))
        faults.push({ line, message: `no header: the first line must be ${UNITS_HEADER.join(',')}` });
      return;
    }
    const [kind = '', code = '', unit = ''] = fields;
    const known = kind === 'entry' || kind === 'judge' ? units[kind] : null;
    if (fields.length !== UNITS_HEADER.length) faults.push({ line, message: `${fields.length} fields instead of 3` });
    else if (known === null) faults.push({ line, message: `kind “${kind}” is neither entry nor judge` });
    else if (code === '' || unit === '') faults.push({ line, message: `${code === '' ? 'code' : 'unit'} is empty` });
    else if (known.has(code)) faults.push({ line, message: `doubled row: ${kind} ${code}` });
    else known.set(code, unit);
  });
  if (records === 0) faults.push({ line: 1, message: `no header: the first line must be ${UNITS_HEADER.join(',')}` });
  return faults.length + quoting.length === 0 ? { units } : { faults: [...quoting, ...faults].sort(byLine) };
}
