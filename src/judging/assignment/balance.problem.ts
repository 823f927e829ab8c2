/** One way from an entry to a judge, by their places in the problem. */
export interface Way {
  entry: number;
  judge: number;
}

/**
 * An assignment as numbers, so that it can be handed to a thread: places instead of ids, conflicts left out of `ways` beforehand.
 * Sheets in `given` stay; only ways of `ways` may be chosen, each once.
 */
export interface BalanceProblem {
  /** `need`: judges still to be found, 0 or more; `district`: a place below `districts`. */
  entries: readonly { district: number; need: number }[];
  /** `room`: sheets that may still be added. */
  judges: readonly { room: number }[];
  districts: number;
  ways: readonly Way[];
  given: readonly Way[];
  /** Whether every entry must be joined to every other by a chain of common judges. */
  connect: boolean;
  /** 32 bits: the same problem with the same seed has the same answer, as long as no limit of time is met. */
  seed: number;
}

/** What balances, in this order of weight: a load's square counts as much as 1 000 squares of sheets in one district. */
export const LOAD_WEIGHT = 1000;

export interface BalanceAnswer {
  chosen: Way[];
  /** LOAD_WEIGHT × Σ load² + Σ (sheets of a judge in a district)², earlier sheets included. */
  balance: number;
  /** No answer can have a smaller `balance`: equal to it when it is proven best. */
  balanceBound: number;
  /** Σ over pairs of judges of (entries in common)², and what no answer can go below. */
  pairs: number;
  pairsBound: number;
  connected: boolean;
  /** Milliseconds of the whole search. */
  took: number;
}
