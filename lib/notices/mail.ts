import { createTransport, type SentMessageInfo } from 'nodemailer';
import { messageOf } from '#lib/errors.ts';
import { POSTMARK_METADATA } from './bounces/read-postmark.ts';
import { htmlOf } from './mail-html.ts';
import { type Message, oneLine, plainText } from './message.ts';
import type { Outcome } from './outcome.ts';
import type { UnsubscribeLinks } from './unsubscribe-links.ts';

/** A message to one recipient. */
export type Mail = {
  /** The id of the notice; a message that is sent again has the same Message-ID. */
  id: string;
  to: string;
  message: Message;
  /** The Message-ID of the notice that it corrects. */
  inReplyTo: string | null;
  unsubscribe: UnsubscribeLinks | null;
  /** To which address it bounces; null for the sender. */
  returnPath: string | null;
};

/** Sends e-mails over connections that are kept open for a while. */
export type Mailer = {
  /** Sends one message. Never rejects. */
  send(mail: Mail): Promise<Outcome>;
  /** Closes the connections. */
  stop(): void;
};

/** The defaults of the library are minutes: a server that hangs would block the other notices. Milliseconds. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 5_000 };

/** The time for one message in all; below the lease of a notice. */
const SEND_TIMEOUT_MS = 60_000;

/** Opens a pool of connections to an SMTP server; it connects on first use. */
export function openMailer({ url, from }: { url: string; from: string }): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 5,
    maxMessages: 100,
    // Only for a connection that the server closed before it was given anything of the message; other retries are the notice's.
    maxRequeues: 1,
    requireTLS: needsTls(url),
    disableFileAccess: true,
    disableUrlAccess: true,
    ...TIMEOUTS,
  });
  const host = domainOf(from);
  const isPostmark = new URL(url).hostname.endsWith('postmarkapp.com');
  return {
    async send({ id, to, message, inReplyTo, unsubscribe, returnPath }) {
      try {
        const sent: SentMessageInfo = await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject: oneLine(message.subject),
          text: plainText(message, unsubscribe?.page),
          html: htmlOf(message, unsubscribe?.page),
          messageId: `<notice.${id}@${host}>`,
          ...(inReplyTo && { inReplyTo, references: inReplyTo }),
          headers: { ...headersOf(unsubscribe), ...(isPostmark && { [`X-PM-Metadata-${POSTMARK_METADATA}`]: id }) },
          ...(returnPath && { envelope: { from: returnPath, to } }),
          signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
        });
        return { result: 'sent', externalRef: sent.messageId };
      } catch (thrown) {
        return failureOf(thrown);
      }
    },
    stop: () => transport.close(),
  };
}

/** Automatic replies to it are not wanted; mail programs show a button to unsubscribe. */
function headersOf(unsubscribe: UnsubscribeLinks | null): Record<string, string> {
  return {
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'All',
    ...(unsubscribe && {
      'List-Unsubscribe': `<${unsubscribe.oneClick}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }),
  };
}

/** A password is sent encrypted, except to this machine. */
function needsTls(url: string): boolean {
  const { protocol, username, hostname } = new URL(url);
  return protocol === 'smtp:' && username !== '' && !/^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

function domainOf(from: string): string {
  return /@([^@\s<>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
}

/** Codes of the library for a message that reached no server. `ECONNECTION` is not one: the connection may end after the text. */
const NOT_SENT = new Set(['EDNS', 'ETLS', 'EREQUIRETLS']);

/**
 * The status of an address that does not exist (RFC 3463, RFC 7505). Other permanent answers concern the message or the sender.
 */
const BOUNCE = /^5\d\d[ -]5\.(1\.(1|2|3|6|10)|2\.1)\b/;

type Failure = { code?: unknown; responseCode?: unknown; response?: unknown; syscall?: unknown };

function failureOf(thrown: unknown): Outcome {
  const { code, responseCode, response, syscall } = thrown as Failure;
  const status = typeof responseCode === 'number' ? responseCode : null;
  const reason = oneLine(messageOf(thrown));
  const isTemporary = status !== null && status >= 400 && status < 500;
  const isAuth = code === 'EAUTH' || code === 'ENOAUTH' || (status !== null && [530, 534, 535, 538].includes(status));
  if (isAuth && !isTemporary) return { result: 'stopped', reason };
  // 503: the server lost track of the session, which does not concern the message.
  if (status !== null && status >= 500 && status !== 503)
    return { result: 'failed', reason, isBounce: BOUNCE.test(String(response)) };
  // Without an answer the library rejects only addresses that it cannot write.
  if (code === 'EENVELOPE' && status === null) return { result: 'failed', reason };
  const isUnsent = status !== null || NOT_SENT.has(String(code)) || syscall === 'connect';
  return { result: 'retry', reason, mayBeSent: !isUnsent };
}
