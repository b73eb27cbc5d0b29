import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** The largest message that is accepted. */
const MAX_BYTES = 1024 * 1024;

/** How long to wait for clients that keep a connection open. */
const CLOSE_TIMEOUT_MS = 1_000;

export type MailSink = {
  /** `smtp://127.0.0.1:<port>` */
  url: string;
  stop(): Promise<void>;
};

/** Starts an SMTP server on a free port of this machine. It accepts mail for every address, and delivers it nowhere else. */
export async function startMailSink(onMail: (raw: Buffer, recipients: string[]) => Promise<void>): Promise<MailSink> {
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    authOptional: true,
    size: MAX_BYTES,
    closeTimeout: CLOSE_TIMEOUT_MS,
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => !stream.sizeExceeded && chunks.push(chunk));
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(replyOf(552, 'The message is too large'));
        onMail(
          Buffer.concat(chunks),
          envelope.rcptTo.map(({ address }) => address),
        ).then(
          () => done(),
          () => done(replyOf(554, 'The message cannot be read')),
        );
      });
    },
  });
  // A client that hangs up; without a listener the process would end.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function replyOf(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
