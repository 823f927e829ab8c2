import type { Actor } from '../kernel/actor.js';
import type { PersonId, UnitId } from '../kernel/ids.js';

export const FILING_WAYS = ['usb', 'paper', 'other'] as const;
/** How the papers came to the office. */
export type FilingWay = (typeof FILING_WAYS)[number];

/** Who brought a dossier to the office, why, and how. */
export interface FilingRequest {
  broughtBy: string;
  /** The duty of whoever brought it: "Phó Chủ tịch UBND xã". */
  broughtDuty: string;
  reason: string;
  way: FilingWay;
}

/** That an officer of a vetting office fills in and sends a dossier for its commune. One for each officer and dossier, kept for good. */
export interface FilingFacts extends FilingRequest {
  personId: PersonId;
  personName: string;
  unitId: UnitId;
  unitName: string;
  /** The officer is still at it: neither sent nor given up, by whomever. */
  isOpen: boolean;
  /** The dossier came in by this filing. */
  isSent: boolean;
}

/** A filing as a receipt holds it: words alone. */
export interface FiledBy extends FilingRequest {
  personName: string;
  unitName: string;
}

/**
 * The open filing by which this actor works on a dossier for its commune just now; null for everybody else. It ends with the
 * draft: once the dossier has come in, the officer sees it as every officer of the desk does.
 */
export const filingOf = (
  actor: Actor,
  { state, filings }: { state: string; filings: readonly FilingFacts[] },
): FilingFacts | null => {
  if (actor.role !== 'vetting' || state !== 'draft') return null;
  return filings.find((one) => one.isOpen && one.personId === actor.personId && one.unitId === actor.unitId) ?? null;
};

/** What the log holds beside an act that was done for a commune; nothing for the commune's own. */
export const filedFacts = (filing: FilingRequest | null, communeName: string): Readonly<Record<string, unknown>> =>
  filing === null
    ? {}
    : {
        onBehalf: {
          commune: communeName,
          broughtBy: filing.broughtBy,
          duty: filing.broughtDuty,
          way: filing.way,
          why: filing.reason,
        },
      };
