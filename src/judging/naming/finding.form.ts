import { parsedForm, type ReadForm } from '../../web/form.js';
import type { Words } from '../../web/request.js';
import type { FieldFault } from '../../web/views/form-state.js';
import { FINDING_DECISIONS, type FindingDecision } from './finding.facts.js';

/** A find as it stood on the page. */
export interface SeenFinding {
  id: string;
  version: number;
}

/** What the secretary decides of finds, all alike; `reason` may be '' where they are withheld. */
export interface FindingWords {
  chosen: SeenFinding[];
  decision: FindingDecision;
  reason: string;
}

const MOST_REASON = 1000;

/** Ticks as the list sends them: "id:version". */
export const tickOf = ({ id, version }: SeenFinding): string => `${id}:${version}`;
const TICK = /^([0-9a-f-]{36}):(\d{1,9})$/;

/** What was decided of one find. */
export function readFinding(body: Words, id: string): ReadForm<FindingWords> {
  const version = Number(body['version']);
  const chosen = [{ id, version: Number.isSafeInteger(version) ? version : 0 }];
  return readDecision(body, chosen, []);
}

/** What was decided of those that are ticked in the list. */
export function readFindings(body: Words): ReadForm<FindingWords> {
  const chosen = [body['chon'] ?? []].flat().flatMap((tick) => {
    const [, id, version] = TICK.exec(String(tick)) ?? [];
    return id === undefined ? [] : [{ id, version: Number(version) }];
  });
  return readDecision(
    body,
    chosen,
    chosen.length > 0 ? [] : [{ field: 'chon', text: 'Chọn ít nhất một chỗ trong bảng.' }],
  );
}

function readDecision(body: Words, chosen: SeenFinding[], faults: FieldFault[]): ReadForm<FindingWords> {
  const decision = FINDING_DECISIONS.find((one) => one === body['decision']);
  const typed = body['reason'];
  const reason = typeof typed === 'string' ? typed.trim() : '';
  if (decision === undefined) faults.push({ field: 'decision', text: 'Chọn cách xử lý.' });
  if (decision === 'accepted' && reason.length < 5)
    faults.push({ field: 'reason', text: 'Nhập lý do giữ nguyên, ít nhất 5 ký tự.' });
  if (reason.length > MOST_REASON) faults.push({ field: 'reason', text: 'Lý do dài nhất 1.000 ký tự.' });
  return parsedForm(body, { chosen, decision: decision ?? 'withheld', reason }, faults);
}
