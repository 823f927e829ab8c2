/** A job that failed this often is parked: trying for ever would only hide it (TRUST R19). */
export const MOST_TRIES = 5;

/** Seconds to wait after the first, second, … failure: a hiccup is over in five, a restart in two minutes, an update in ten. */
const DELAYS = [5, 30, 120, 600] as const;

/** Seconds until the next try after so many failed ones; null when it is to be parked. */
export const secondsUntilNextTry = (tries: number): number | null =>
  tries >= MOST_TRIES ? null : (DELAYS[tries - 1] ?? DELAYS[0]);
