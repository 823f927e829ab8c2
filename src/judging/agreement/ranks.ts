/** Ranks from the lowest, 1 first; equals share the mean of their ranks (3 3 5: 1.5 1.5 3). In the order of `values`. */
export function midranks(values: readonly number[]): number[] {
  const order = values.map((_, place) => place).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to += 1;
    for (const place of order.slice(from, to)) ranks[place] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}
