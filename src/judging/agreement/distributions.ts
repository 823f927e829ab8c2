import jstat from 'jstat';

const { centralF, chisquare, studentt } = jstat.jStat;

/** The value that a Fisher F variable with df1 and df2 degrees of freedom (fractions allowed) stays under with probability p. */
export const quantileOfF = (p: number, df1: number, df2: number): number => centralF.inv(p, df1, df2);

/** The probability that a Fisher F variable with df1 and df2 degrees of freedom exceeds `value`. */
export const tailOfF = (value: number, df1: number, df2: number): number =>
  Math.max(0, 1 - centralF.cdf(value, df1, df2));

/** The value that a Student's t variable stays under with probability p. */
export const quantileOfT = (p: number, df: number): number => studentt.inv(p, df);

/** The probability that a chi-square variable with df degrees of freedom exceeds `value`. */
export const chiSquareTail = (value: number, df: number): number => Math.max(0, 1 - chisquare.cdf(value, df));
