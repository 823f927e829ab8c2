import { isUtf8 } from 'node:buffer';

/** Something wrong with a file that somebody handed in: on which line (from 1), and what. One fault is one line of talk. */
export interface LineFault {
  line: number;
  message: string;
}

const LINE_FEED = 0x0a;

/** The text of a UTF-8 file without its byte-order mark, or the first line that is not UTF-8. */
export function readUtf8(bytes: Uint8Array): { text: string } | { fault: LineFault } {
  if (isUtf8(bytes)) return { text: new TextDecoder('utf-8').decode(bytes) };
  // No sign of several bytes contains a line feed, so every line can be judged by itself.
  for (let line = 1, start = 0; ; line += 1) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed < 0 ? bytes.length : feed;
    if (!isUtf8(bytes.subarray(start, end))) return { fault: { line, message: 'not UTF-8' } };
    start = end + 1;
  }
}

/** Faults in the order of the file, for reading them beside it. */
export const byLine = (a: LineFault, b: LineFault): number => a.line - b.line;
