/** A command that could not do its work: what to print on stderr, a line each, and whether the call itself was wrong (exit 2). */
export class CommandFault extends Error {
  constructor(
    readonly lines: readonly string[],
    readonly usage: boolean,
  ) {
    super(lines.join('\n'));
    this.name = 'CommandFault';
  }
}
