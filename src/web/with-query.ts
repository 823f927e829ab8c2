/** An address with its query; parts that are null or '' are left out. */
export function withQuery(path: string, query: Readonly<Record<string, string | number | null>>): string {
  const kept = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]): [string, string][] =>
      value === null || value === '' ? [] : [[name, String(value)]],
    ),
  );
  return kept.size === 0 ? path : `${path}?${kept.toString()}`;
}
