/**
 * What a failure said, as it may stand on a page. Mail servers and libraries repeat what they were given: how one signs in at an
 * address, single-use tokens (43 signs, `newToken`) and people's mail addresses are put out.
 */
export const withoutSecrets = (said: string): string =>
  said
    .replace(/(\w+:\/\/)[^\s/@]+@/g, '$1***@')
    .replace(/(?<![\w.*/-])[\w.+-]+@(?=[\w-]+\.)/g, '***@')
    .replace(/(?<![\w-])[\w-]{43}(?![\w-])/g, '***');
