/** A paper as first sent, or as sent again after the office asked for a better one. */
export type Edition = 'first' | 'supplement';
