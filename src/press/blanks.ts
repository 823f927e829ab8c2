// Spaces that do not collapse, wide enough for a pen.
const room = (signs: number): string => '\u00a0'.repeat(signs);

/** Where the clerk writes a paper's number. */
export const blankNumber = room(10);

/** "ngày      tháng      năm      ", where the clerk writes its day. */
export const blankDay = `${['ngày', 'tháng', 'năm'].join(room(6))}${room(6)}`;
