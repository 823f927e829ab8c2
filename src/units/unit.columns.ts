/** The columns of UnitFacts, of a table called `u`. */
export const UNIT_COLUMNS = `u.id, u.level, u.type, u.name, u.code, u.parent_id AS "parentId", u.valid_from AS "validFrom",
  u.valid_to AS "validTo", u.sample, u.note, u.version`;

/** Is the unit `u` there on the day `$n`? `[from, to)`. */
export const validOn = (alias: string, parameter: string): string =>
  `(${alias}.valid_from <= ${parameter}::date AND (${alias}.valid_to IS NULL OR ${alias}.valid_to > ${parameter}::date))`;
