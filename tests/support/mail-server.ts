import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A message as a recipient gets it. */
export type Received = Email & { to: { address: string }[]; raw: string };

/**
 * How the server answers one message: an SMTP reply code, one with the enhanced status code (RFC 3463) that follows it, a broken
 * connection after the text was sent, or no answer to the recipient or to the text.
 */
export type Reply =
  | number
  | { code: number; status: string }
  | ('accept' | 'hang up after accepting' | 'hang after accepting' | 'hang before');

export type MailServer = {
  url: string;
  /** The messages that were accepted, in order; a repeated one is listed again. */
  received: Received[];
  /** The answers to the next messages; it accepts when there are none left. */
  replies: Reply[];
  /** How many messages got no answer. */
  hung: () => number;
  /** The return path of each accepted message. */
  senders: string[];
  /** The sign-ins, with their passwords. */
  signIns: string[];
  stop(): Promise<void>;
};

type Connection = { id: string; _socket: { destroy(): void } };

/** The password that the server accepts; without one in the URL nobody has to sign in. */
export const MAIL_PASSWORD = 'correct-mail-password';

/** Starts a real SMTP server on a free port. */
export async function startMailServer({ auth = false } = {}): Promise<MailServer> {
  const received: Received[] = [];
  const replies: Reply[] = [];
  const senders: string[] = [];
  let hung = 0;
  const signIns: string[] = [];
  const server = new SMTPServer({
    authOptional: !auth,
    disabledCommands: ['STARTTLS'],
    // Scripted replies contain their own.
    hideENHANCEDSTATUSCODES: true,
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, done) {
      signIns.push(`${username} ${password}`);
      if (password === MAIL_PASSWORD) done(null, { user: username });
      else done(replyOf(535));
    },
    onRcptTo(_address, _session, done) {
      const [reply] = replies;
      if (reply === 'hang before') {
        replies.shift();
        hung += 1;
        return;
      }
      if (reply === undefined || typeof reply === 'string') return done();
      replies.shift();
      done(typeof reply === 'number' ? replyOf(reply) : replyOf(reply.code, `${reply.status} `));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks).toString();
        const { mailFrom } = session.envelope;
        senders.push(mailFrom ? mailFrom.address : '');
        received.push({ ...(await PostalMime.parse(raw)), raw } as Received);
        const reply = replies.shift();
        if (reply === 'hang after accepting') {
          hung += 1;
          return;
        }
        if (reply !== 'hang up after accepting') return done();
        // The server offers no way to close a connection without an answer.
        for (const { id, _socket } of server.connections as unknown as Iterable<Connection>)
          if (id === session.id) _socket.destroy();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    replies,
    hung: () => hung,
    senders,
    signIns,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function replyOf(responseCode: number, status = ''): Error {
  return Object.assign(new Error(`${status}scripted ${responseCode}`), { responseCode });
}
