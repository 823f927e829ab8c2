import type { Dong } from '../kernel/money.js';
import type {
  BodyKind,
  CriterionFacts,
  FieldFacts,
  MemberColumnFacts,
  QuotaRule,
  RankingRule,
  SlotFacts,
  PrizeTierFacts,
  WindowKind,
} from './contest.facts.js';

/** Everything a contest starts from: plain data, one file a template in `templates/`. Nothing in code knows any of it. */
export interface ContestTemplate {
  /** Kept on the contest; never changes once shipped. */
  key: string;
  /** As the organiser chooses it, and a sentence about what it brings. */
  title: string;
  lead: string;
  slug: string;
  code: string;
  name: string;
  noun: string;
  villageNoun: string;
  organiserName: string;
  /** The day whose units it is bound to, YYYY-MM-DD; only communes that exist on it take part. */
  unitsOn: string;
  /** The first day of its windows, YYYY-MM-DD: a contest that begins on another day has every date moved by as many days. */
  firstDay: string;
  entriesPerVillage: number;
  /** How often a dossier may be sent back; null: as often as needed. */
  supplementRounds: number | null;
  quota: QuotaRule;
  ranking: RankingRule;
  budget: Dong | null;
  windows: readonly TemplateWindow[];
  bodies: readonly { kind: BodyKind; name: string; foundedBy: string }[];
  rules: { title: string; documentNumber: string; issuedOn: string | null; inForceAt: string; body: string };
  slots: readonly Omit<SlotFacts, 'id'>[];
  fields: readonly Omit<FieldFacts, 'id'>[];
  /** The list of members, by the codes of its slot and of the field that declares their number; null: none is asked for. */
  memberList: { slot: string; declaredField: string | null; columns: readonly MemberColumnFacts[] } | null;
  criteria: readonly TemplateCriterion[];
  vetting: readonly TemplateVettingLevel[];
  prizes: readonly PrizeTierFacts[];
  /** What of all this is only a sample, in one or two sentences; printed wherever points, amounts and dates are. */
  sampleNotes: string;
}

/** A window as instants with their offset; `printed` holds on the template's own dates and is written anew on others. */
export interface TemplateWindow {
  kind: WindowKind;
  from: string;
  until: string;
  printed: string;
  /** The paper gives no such date: it is ours, and printed with “(mẫu)”. */
  isSample: boolean;
}

export type TemplateCriterion = Omit<CriterionFacts, 'id'>;

/** Attached to the units of a level, or to one office, found by this name below the contest's unit when it is there. */
export type TemplateVettingLevel =
  | { name: string; attachedTo: 'level'; unitLevel: 'district' | 'province' }
  | { name: string; attachedTo: 'office'; officeName: string };

/** A tier without a cap that goes to the entry's own group. */
export const groupPrize = (
  code: string,
  name: string,
  of: Pick<PrizeTierFacts, 'quantity' | 'amount' | 'minimum'>,
): PrizeTierFacts => ({ code, name, ...of, mostPercent: null, recipientKind: 'collective' });
