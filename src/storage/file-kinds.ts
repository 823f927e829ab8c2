export const FILE_KINDS = ['pdf', 'jpg', 'png', 'webp', 'heic', 'docx', 'xlsx', 'mp4', 'mov', '3gp'] as const;
/** The kinds of files that the platform takes; nothing else is ever stored. */
export type FileKind = (typeof FILE_KINDS)[number];

interface KindFacts {
  /** Endings a name of this kind may have, lower case, without the dot. */
  endings: readonly string[];
  /** The type it is served under, whatever the sender said. */
  type: string;
  /** How a person calls it. */
  word: string;
  /** What it is in a dossier: shown as a picture, played, drawn page by page, or only to be opened elsewhere. */
  shape: 'image' | 'video' | 'pages' | 'opaque';
}

export const KIND_FACTS: Readonly<Record<FileKind, KindFacts>> = {
  pdf: { endings: ['pdf'], type: 'application/pdf', word: 'PDF', shape: 'pages' },
  jpg: { endings: ['jpg', 'jpeg', 'jfif'], type: 'image/jpeg', word: 'ảnh JPG', shape: 'image' },
  png: { endings: ['png'], type: 'image/png', word: 'ảnh PNG', shape: 'image' },
  webp: { endings: ['webp'], type: 'image/webp', word: 'ảnh WEBP', shape: 'image' },
  // Most browsers cannot draw HEIC: they are shown the picture that we made of it.
  heic: { endings: ['heic', 'heif'], type: 'image/heic', word: 'ảnh HEIC', shape: 'image' },
  docx: {
    endings: ['docx'],
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    word: 'Word (DOCX)',
    shape: 'opaque',
  },
  xlsx: {
    endings: ['xlsx'],
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    word: 'Excel (XLSX)',
    shape: 'opaque',
  },
  mp4: { endings: ['mp4', 'm4v'], type: 'video/mp4', word: 'video MP4', shape: 'video' },
  mov: { endings: ['mov', 'qt'], type: 'video/quicktime', word: 'video MOV', shape: 'video' },
  '3gp': { endings: ['3gp', '3gpp', '3g2'], type: 'video/3gpp', word: 'video 3GP', shape: 'video' },
};

export const isFileKind = (text: string): text is FileKind => (FILE_KINDS as readonly string[]).includes(text);

/** The kind that a name's ending claims; null when it claims none of ours. */
export const kindOfEnding = (ending: string): FileKind | null =>
  FILE_KINDS.find((kind) => KIND_FACTS[kind].endings.includes(ending)) ?? null;

/** "PDF, ảnh JPG hoặc Word (DOCX)": what to send instead. */
export function sayKinds(kinds: readonly string[]): string {
  const words = FILE_KINDS.filter((kind) => kinds.includes(kind)).map((kind) => KIND_FACTS[kind].word);
  const last = words.pop() ?? '';
  return words.length === 0 ? last : `${words.join(', ')} hoặc ${last}`;
}

/** For the `accept` of a file field. Endings only: some phones offer nothing at all for media types they do not know. */
export const acceptOf = (kinds: readonly string[]): string =>
  FILE_KINDS.filter((kind) => kinds.includes(kind))
    .flatMap((kind) => KIND_FACTS[kind].endings.map((ending) => `.${ending}`))
    .join(',');
