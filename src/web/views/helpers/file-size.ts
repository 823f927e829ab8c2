import { formatFileSize } from '../../../kernel/vietnamese/numbers.js';

/** `{{fileSize bytes}}`: "1,2 MB"; "–" for null. */
export const fileSize = (bytes: number | null): string => (bytes === null ? '–' : formatFileSize(bytes));
