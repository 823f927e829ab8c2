/** `{{asset "hoithi.css"}}` → `/assets/hoithi.css?1a2b3c4d`: the address of a file in `views/assets`, changing with its content. */
export const assetOf =
  (versions: ReadonlyMap<string, string>) =>
  (name: string): string => {
    const version = versions.get(name);
    if (version === undefined) throw new Error(`no asset "${name}"`);
    return `/assets/${name}?${version}`;
  };
