/** The platform is tried on the Node it carries, 24; from this one on it runs. */
const OLDEST = 22;

/** Why this Node cannot run the platform, and what to do; null when it can. `command` is what an npm script would run in its place. */
export function refuseOldNode(version: string, command: string): string | null {
  if (Number(/^v?(\d+)\./.exec(version)?.[1]) >= OLDEST) return null;
  return (
    `Hội Thi cần Node ${OLDEST} trở lên, máy đang dùng ${version}. ` +
    `Trên Linux hãy chạy bằng: ${command} (dùng Node đi kèm). Trên hệ điều hành khác hãy cài Node ${OLDEST} trở lên.`
  );
}

/** Ends the process with 2 and that sentence. Nothing else may be imported before: an older Node would stumble over it first. */
export function exitOnOldNode(command: string): void {
  const refusal = refuseOldNode(process.version, command);
  if (refusal === null) return;
  process.stderr.write(`${refusal}\n`);
  process.exit(2);
}
