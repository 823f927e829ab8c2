/** `{{nextIndex @index}}`: the row number that people count from, 1 for the first. */
export const nextIndex = (index: number): number => index + 1;
