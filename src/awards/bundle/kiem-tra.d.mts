/** What the second verifier ranks and gives, for the spec that holds it against the platform's own functions. */
export function rank(scores: string, rules: object): object[];
export function award(ranking: object[], rules: object, decisions?: object): object[];
export function check(bytes: Buffer, key?: string): { ranking: number; awards: number; total: number };
export function awardBeside(ranking: object[], prizes: object[], awards: object[], choices?: object[]): object[];
export function awardForms(ranking: object[], rewards?: object[]): object[];
