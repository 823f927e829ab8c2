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
const SAID_LENGTH = 500;

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

async function open(smtpUrl: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  return createTransport({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    ...(url.username === ''
      ? {}
      : { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    pool: true,
    maxConnections: 1,
    connectionTimeout: WAIT_MILLISECONDS,
    greetingTimeout: WAIT_MILLISECONDS,
    socketTimeout: 2 * WAIT_MILLISECONDS,
  }) as unknown as Transporter;
}

/** A 5xx answer to the recipient or the content is for good; to everything else (sign-in, connection, 4xx) a better day may come. */
function refusalOf(fault: unknown): Handed {
  const { responseCode, command, message } = fault as { responseCode?: number; command?: string; message?: string };
  const forGood = responseCode !== undefined && responseCode >= 500 && /^(RCPT|DATA|MAIL|BDAT)/.test(command ?? '');
  return { taken: false, forGood, said: (message ?? String(fault)).slice(0, SAID_LENGTH) };
}
