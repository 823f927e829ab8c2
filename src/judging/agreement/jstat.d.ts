/** The little of jstat that distributions.ts calls; the package brings no types. */
declare module 'jstat' {
  interface Distribution1 {
    inv(p: number, df: number): number;
    cdf(x: number, df: number): number;
  }
  interface Distribution2 {
    cdf(x: number, a: number, b: number): number;
    inv(p: number, df1: number, df2: number): number;
  }
  const jstat: { jStat: { centralF: Distribution2; chisquare: Distribution1; studentt: Distribution1 } };
  export default jstat;
}
