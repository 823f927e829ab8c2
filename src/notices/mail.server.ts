import type { Transporter } from 'nodemailer';

/** A mail as it is handed over. */
export interface OutgoingMail {
  messageId: string;
  date: Date;
  fromName: string;
  fromAddress: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** What the mail server said: taken; refused for good; or not now, which is said of the server rather than of the mail. */
export type Handed = { taken: true } | { taken: false; forGood: boolean; said: string };

const WAIT_MILLISECONDS = 15_000;
// Somebody sits before the page and waits.
const REACH_MILLISECONDS = 4_000;
const SAID_LENGTH = 500;

export interface MailPlace {
  host: string;
  port: number;
  /** TLS from the first byte on; otherwise STARTTLS where the server offers it. */
  isSecure: boolean;
  signsIn: boolean;
}

/** The mail server that SMTP_URL names: one connection, opened at need. The library is loaded with the first mail. */
export class MailServer {
  private transport: Transporter | null = null;

  constructor(private readonly url: string) {}

  /** Who the mails come from: `?from=` of SMTP_URL, else its user name where that is an address, else no-reply at this host. */
  fromAddress(host: string): string {
    const { searchParams, username } = new URL(this.url);
    const named = searchParams.get('from') ?? decodeURIComponent(username);
    return named.includes('@') ? named : `no-reply@${host}`;
  }

  /** Where it is, by what SMTP_URL says; never how one signs in there. */
  place(): MailPlace {
    const url = new URL(this.url);
    return { ...hostAndPort(url), isSecure: isSecure(url), signsIn: url.username !== '' };
  }

  /** Another one for the same server, with a connection of its own: trying something out disturbs no mail on its way. */
  another(): MailServer {
    return new MailServer(this.url);
  }

  /** Goes there, signs in and leaves, sending nothing. Null when that went well, else what was said; never throws. */
  async reach(): Promise<string | null> {
    const transport = await open(this.url, REACH_MILLISECONDS);
    try {
      await transport.verify();
      return null;
    } catch (fault) {
      return saidBy(fault);
    } finally {
      transport.close();
    }
  }

  /** Hands one mail over and waits for the answer. Never throws: whatever goes wrong is an answer too. */
  async hand(mail: OutgoingMail): Promise<Handed> {
    this.transport ??= await open(this.url);
    const { fromName, fromAddress, to, ...rest } = mail;
    try {
      await this.transport.sendMail({
        ...rest,
        from: { name: fromName, address: fromAddress },
        to: { name: '', address: to },
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return { taken: true };
    } catch (fault) {
      return refusalOf(fault);
    }
  }

  /** Lets go of the connection. */
  close(): void {
    this.transport?.close();
    this.transport = null;
  }
}

const isSecure = (url: URL): boolean => url.protocol === 'smtps:';
const hostAndPort = (url: URL): { host: string; port: number } => ({
  host: url.hostname.replace(/^\[|\]$/g, ''),
  port: url.port === '' ? (isSecure(url) ? 465 : 587) : Number(url.port),
});

async function open(smtpUrl: string, waitMilliseconds = WAIT_MILLISECONDS): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const url = new URL(smtpUrl);
  return createTransport({
    ...hostAndPort(url),
    secure: isSecure(url),
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    pool: true,
    maxConnections: 1,
    connectionTimeout: waitMilliseconds,
    greetingTimeout: waitMilliseconds,
    socketTimeout: 2 * waitMilliseconds,
  }) as unknown as Transporter;
}

/** A 5xx answer to the recipient or the content is for good; to everything else (sign-in, connection, 4xx) a better day may come. */
function refusalOf(fault: unknown): Handed {
  const { responseCode, command } = fault as { responseCode?: number; command?: string };
  const forGood = responseCode !== undefined && responseCode >= 500 && /^(RCPT|DATA|MAIL|BDAT)/.test(command ?? '');
  return { taken: false, forGood, said: saidBy(fault) };
}

const saidBy = (fault: unknown): string =>
  ((fault as { message?: string }).message ?? String(fault)).slice(0, SAID_LENGTH);
