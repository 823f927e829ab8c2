import { parsedForm, type ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import type { FieldFault } from '../../web/views/form-state.js';
import { FINDING_DECISIONS, type FindingDecision } from './finding.facts.js';

/** What the secretary decides of a find; `reason` may be '' where it is withheld. */
export interface FindingWords {
  decision: FindingDecision;
  reason: string;
  version: number;
}

const MOST_REASON = 1000;

export function readFinding(body: Words): ReadForm<FindingWords> {
  const faults: FieldFault[] = [];
  const decision = FINDING_DECISIONS.find((one) => one === body['decision']);
  const typed = body['reason'];
  const reason = typeof typed === 'string' ? typed.trim() : '';
  if (decision === undefined) faults.push({ field: 'decision', text: 'Chọn cách xử lý.' });
  if (decision === 'accepted' && reason.length < 5)
    faults.push({ field: 'reason', text: 'Nhập lý do giữ nguyên, ít nhất 5 ký tự.' });
  if (reason.length > MOST_REASON) faults.push({ field: 'reason', text: 'Lý do dài nhất 1.000 ký tự.' });
  const version = Number(body['version']);
  return parsedForm(
    body,
    { decision: decision ?? 'withheld', reason, version: Number.isSafeInteger(version) ? version : 0 },
    faults,
  );
}
