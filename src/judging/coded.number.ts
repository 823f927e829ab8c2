/** "ZALO21-211124-0007 · mã kín K0123456789": a dossier as secretaries call it, with the code its judges know it by where judging is blind. */
export const sayCoded = ({ number, blindCode }: { number: string; blindCode: string | null }): string =>
  blindCode === null ? number : `${number} · mã kín ${blindCode}`;
