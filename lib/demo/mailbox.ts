import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { now } from '#lib/clock.ts';
import { readBody } from '#lib/net/read-body.ts';
import { startMailSink } from './mail-sink.ts';
import type { DemoMessage } from './message.ts';

/** Messages that are kept in memory; older ones are dropped. */
const MAX_MESSAGES = 200;

/** The name under which messages to the stand-in for Slack are listed. */
const SLACK_CHANNEL = '#arrivals';

/** The demo's mail server and Slack, which keep what they receive. */
export type Mailbox = {
  /** The variables that make the product send mail here, and read it. */
  variables: Record<string, string>;
  /** The URL of the stand-in for a Slack incoming webhook. */
  slackUrl: string;
  stop(): Promise<void>;
};

/** Starts both on free ports of this machine. Their addresses contain a secret, so that only this installation uses them. */
export async function openMailbox(): Promise<Mailbox> {
  const messages: DemoMessage[] = [];
  const keep = (message: Omit<DemoMessage, 'id' | 'receivedAt'>) => {
    messages.push({ id: randomUUID(), receivedAt: now(), ...message });
    if (messages.length > MAX_MESSAGES) messages.shift();
  };
  const sink = await startMailSink(async (raw, recipients) => keep(await readMail(raw, recipients)));
  const secret = randomBytes(16).toString('hex');
  const server = createServer((request, response) => {
    const [, first, second, id] = (request.url ?? '').split('/');
    if (request.method === 'POST' && first === 'services' && second === secret) {
      void acceptSlack(request, response, keep);
    } else if (request.method === 'GET' && first === secret && second === 'messages') {
      sendJson(response, id === undefined ? messages.toReversed().map(rowOf) : messages.find((one) => one.id === id));
    } else response.writeHead(404).end('no_service');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    variables: {
      SMTP_URL: sink.url,
      MAIL_FROM: 'Fairlead <fairlead@demo.example>',
      // The address of the demo's rule needs no confirmation.
      NOTICE_CONFIRMED_DOMAINS: 'demo.example',
      DEMO_MAILBOX_URL: `${origin}/${secret}`,
    },
    slackUrl: `${origin}/services/${secret}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await sink.stop();
    },
  };
}

async function readMail(raw: Buffer, recipients: string[]): Promise<Omit<DemoMessage, 'id' | 'receivedAt'>> {
  const { subject, text, html, headers } = await PostalMime.parse(raw);
  return {
    channel: 'email',
    to: recipients.join(', '),
    subject: subject ?? '',
    text: text ?? '',
    html: html ?? null,
    headers: headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
  };
}

type Keep = (message: Omit<DemoMessage, 'id' | 'receivedAt'>) => void;

/** Answers as Slack does: `ok`, or the name of an error. */
async function acceptSlack(request: IncomingMessage, response: ServerResponse, keep: Keep): Promise<void> {
  const read = await readBody(request);
  const text = read.ok ? textOf(read.body) : null;
  if (text === null) return void response.writeHead(400).end('invalid_payload');
  keep({ channel: 'slack', to: SLACK_CHANNEL, subject: titleOf(text), text, html: null, headers: [] });
  response.writeHead(200).end('ok');
}

function textOf(body: Buffer): string | null {
  try {
    const { text } = JSON.parse(body.toString()) as { text?: unknown };
    return typeof text === 'string' ? text : null;
  } catch {
    return null;
  }
}

/** The first line without Slack's markup. */
function titleOf(text: string): string {
  const line = text.split('\n')[0] ?? '';
  return line.replace(/<[^|>]*\|([^>]*)>/g, '$1').replace(/^\*|\*$/g, '');
}

const rowOf = ({ id, receivedAt, channel, to, subject }: DemoMessage) => ({ id, receivedAt, channel, to, subject });

function sendJson(response: ServerResponse, value: unknown): void {
  if (value === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
