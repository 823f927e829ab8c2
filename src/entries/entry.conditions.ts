/** Condition on `entries e`: judges may see it (accepted, and forwarded by every vetting level). The same as `isJudgeable`. */
export const JUDGEABLE_SQL = `(e.state = 'accepted'
  AND e.forwarded_level >= (SELECT count(*) FROM vetting_levels jl WHERE jl.contest_id = e.contest_id))`;

/**
 * The same where all entries are of one contest, whose id `contest` is (a parameter, or a query that looks at no row of the
 * caller's): its levels are counted once and not for every row, a third of the time of reading all sheets.
 */
export const judgeableIn = (contest: string): string => `(e.state = 'accepted'
  AND e.forwarded_level >= (SELECT count(*) FROM vetting_levels jl WHERE jl.contest_id = ${contest}))`;

/** Condition on `entries e`: it waits for the office at a level; `level` is a parameter or column of the caller's query ("$3"). */
export const waitingAtSql = (level: string): string =>
  `(e.state IN ('submitted', 'accepted') AND e.vetted_level = ${level} - 1 AND e.forwarded_level = ${level} - 1)`;
