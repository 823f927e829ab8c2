/** Letters and digits alone, capitals: what people type of a code from a paper, however they group it. */
export const signsOf = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
