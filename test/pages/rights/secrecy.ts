import type { Listen } from './crawl.js';
import { foreignDossiers } from './known.js';
import { MEMBER_TRACES } from './members.js';
import type { Phase } from './phases.js';
import { type Principal, PRINCIPALS } from './principals.js';
import { readableIn, SECRETS, TOTALS, tracesIn, tracesOf } from './secrets.js';
import type { Stage } from './stage.js';

const JUDGE_OF: Record<string, 'judge1' | 'judge2'> = { 'giam-khao-1': 'judge1', 'giam-khao-2': 'judge2' };
/** Those who read all scores once the round is closed. */
const SEE_SCORES = new Set(['secretary', 'organiser', 'auditor']);
/** Names and codes of the judges, as they stand in the fixtures. */
const JUDGES = { judge1: ['Trần Thị Một', 'GK1'], judge2: ['Lê Văn Hai', 'GK2'], judge3: ['Phạm Thị Ba', 'GK3'] };

/** What this person must not come upon in this phase (TRUST A.3). */
export function forbiddenTo(stage: Stage, who: Principal): string[] {
  return [
    ...forbiddenScores(who, stage.phase),
    ...(seesLists(who) ? [] : MEMBER_TRACES),
    ...(stage.phase === 'published' ? [] : foreignDossiers(stage, who)),
    ...(stage.phase === 'judging' ? forbiddenJudges(who) : []),
  ];
}

function forbiddenScores({ account, role, contest }: Principal, phase: Phase): string[] {
  if ((phase === 'closed' || phase === 'published') && role !== null && SEE_SCORES.has(role) && contest !== 'other')
    return [];
  const own = account === null ? undefined : JUDGE_OF[account];
  const sheets = Object.entries(SECRETS).flatMap(([judge, secret]) => (judge === own ? [] : tracesOf(secret)));
  // Once published, the dossiers' results are everybody's; what a single judge gave never is.
  const isOwn = (trace: string): boolean => own !== undefined && ownTotals(own).includes(trace);
  return phase === 'published' ? sheets : [...sheets, ...TOTALS.filter((trace) => !isOwn(trace))];
}

/** While judging is on a judge learns no other judge's name or code, and communes and offices learn no judge's. */
function forbiddenJudges({ account, role, contest }: Principal): string[] {
  if (contest !== 'own') return [];
  if (account === 'giam-khao-1') return [...JUDGES.judge2, ...JUDGES.judge3];
  return role === 'commune' || role === 'vetting' ? Object.values(JUDGES).flat() : [];
}

/** Who needs to know who stands in the lists of Bản Bo: its own officials, and the office of its district. */
const seesLists = ({ account }: Principal): boolean => account === 'xa' || account === 'tham-dinh';

const ownTotals = (judge: 'judge1' | 'judge2'): string[] =>
  judge === 'judge1' ? ['73,19', '73.19', '7319'] : ['71,37', '71.37', '7137'];

/** What everybody came upon on their way through the house. */
export class Encounters {
  /** By person: each trace, and the first pages on which it stood. */
  private readonly found = new Map<Principal, Map<string, string[]>>();
  private readonly traces: readonly string[];

  constructor(private readonly stage: Stage) {
    this.traces = [...new Set(PRINCIPALS.flatMap((who) => forbiddenTo(stage, who)))];
  }

  /** Reads an answer for every trace that is kept from anybody. */
  readonly listen: Listen = (who, path, heard) => {
    // A page may repeat the address that was typed, whole or in a link back to it.
    const told = readableIn(heard).replaceAll(path, '').replaceAll(encodeURIComponent(path), '');
    const found = this.found.get(who) ?? new Map<string, string[]>();
    this.found.set(who, found);
    for (const trace of tracesIn(told, this.traces)) found.set(trace, [...(found.get(trace) ?? []), path]);
  };

  /** What people came upon that is kept from them. */
  get leaks(): string[] {
    return [...this.found].flatMap(([who, found]) =>
      forbiddenTo(this.stage, who).flatMap((trace) =>
        (found.get(trace) ?? []).map((path) => `${path} as ${who.name}: ${trace}`),
      ),
    );
  }

  /** Everything of it that this person came upon, allowed or not. */
  tracesOf(account: string): ReadonlySet<string> {
    const [, found] = [...this.found].find(([who]) => who.account === account) ?? [];
    return new Set(found?.keys());
  }
}
