/** Words that say what kind a place is, longest first: "Thị trấn" before a name that begins with "Thị". */
const KINDS = [
  ...['khu dân cư', 'tổ dân phố'],
  ...['thành phố', 'thị trấn', 'đặc khu', 'khu phố', 'thị xã'],
  ...['phường', 'huyện', 'quận', 'tỉnh', 'xã'],
  ...['thôn', 'bản', 'làng', 'buôn', 'phum', 'sóc', 'xóm', 'ấp', 'tổ', 'khu'],
];

/** A place's name as it stands inside a sentence: "Xã Bản Bo" is "xã Bản Bo"; what does not begin with a kind of place stays. */
export function placeInSentence(name: string): string {
  const lower = name.toLowerCase();
  return KINDS.some((kind) => lower.startsWith(`${kind} `)) ? lower.charAt(0) + name.slice(1) : name;
}

/**
 * A place told from the small to the large, as papers do: "Bản Hợp Nhất, xã Bản Bo, huyện Tam Đường". Levels that there are
 * none of (null or empty) are left out; the first begins a sentence or a cell and keeps its capital.
 */
export function tellPlace(...levels: readonly (string | null | undefined)[]): string {
  const told = levels.filter((name): name is string => name !== null && name !== undefined && name !== '');
  return told.map((name, index) => (index === 0 ? name : placeInSentence(name))).join(', ');
}
