/** Longer values are cut in a fault sentence: the operator knows them, and a terminal is narrow. */
const SHOWN_LENGTH = 60;

/**
 * Reads variables one by one and collects what is wrong with them, so that all faults are told at once.
 * Every method answers null when the variable is not set or is at fault; the faults tell which.
 */
export class SettingsReading {
  readonly faults: string[] = [];
  private readonly values = new Map<string, string | null>();

  constructor(
    private readonly env: Record<string, string | undefined>,
    private readonly readFile: (path: string) => string,
  ) {}

  /** Was NAME or NAME_FILE set, rightly or not? */
  isGiven(name: string): boolean {
    return (this.env[name] ?? '') !== '' || (this.env[`${name}_FILE`] ?? '') !== '';
  }

  /** A text that passes `isRight`; `allowed` says in Vietnamese what would. */
  text(name: string, allowed: string, isRight: (text: string) => boolean): string | null {
    const value = this.value(name);
    if (value === null || isRight(value)) return value;
    return this.refuse(name, `đọc được ${quote(value)}`, allowed);
  }

  /** As `text`, but the value never appears in a fault: only how many signs it has. */
  secret(name: string, allowed: string, isRight: (text: string) => boolean): string | null {
    const value = this.value(name);
    if (value === null || isRight(value)) return value;
    return this.refuse(name, `đọc được một giá trị bí mật dài ${[...value].length} ký tự (không in ra đây)`, allowed);
  }

  /** A whole number between `least` and `most`, both allowed, in plain digits. */
  integer(name: string, least: number, most: number): number | null {
    const isRight = (text: string): boolean => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most;
    const text = this.text(name, `một số nguyên từ ${least} đến ${most}`, isRight);
    return text === null ? null : Number(text);
  }

  /** One word of a list, written exactly so. */
  choice<Word extends string>(name: string, words: readonly Word[]): Word | null {
    const text = this.text(name, `một trong các từ: ${words.join(', ')}`, (value) =>
      words.some((word) => word === value),
    );
    return words.find((word) => word === text) ?? null;
  }

  private value(name: string): string | null {
    const known = this.values.get(name);
    if (known !== undefined) return known;
    const value = this.look(name);
    this.values.set(name, value);
    return value;
  }

  private look(name: string): string | null {
    const given = this.env[name] ?? '';
    const path = this.env[`${name}_FILE`] ?? '';
    if (path === '') return given === '' ? null : given;
    if (given !== '') {
      this.faults.push(`${name}, ${name}_FILE: cả hai cùng được đặt; chỉ được đặt một trong hai.`);
      return null;
    }
    try {
      // Editors and `echo` end a file with a line break that belongs to nobody's password.
      const text = this.readFile(path).replace(/\r?\n$/, '');
      if (text !== '') return text;
      this.faults.push(`${name}_FILE: tệp ${quote(path)} rỗng; cần một tệp chứa giá trị của ${name}.`);
    } catch (fault) {
      const { code } = fault as NodeJS.ErrnoException;
      const reason = code === undefined ? '' : ` (${code})`;
      this.faults.push(`${name}_FILE: không đọc được tệp ${quote(path)}${reason}; cần đường dẫn một tệp đọc được.`);
    }
    return null;
  }

  private refuse(name: string, read: string, allowed: string): null {
    const said = (this.env[`${name}_FILE`] ?? '') === '' ? name : `${name}_FILE`;
    this.faults.push(`${said}: ${read}; cần ${allowed}.`);
    return null;
  }
}

/** The value between Vietnamese quotation marks, on one line, with control signs made visible. */
function quote(value: string): string {
  const shown = [...value]
    .slice(0, SHOWN_LENGTH)
    .join('')
    .replace(/\p{Cc}/gu, '�');
  return `“${shown}${[...value].length > SHOWN_LENGTH ? '…' : ''}”`;
}
