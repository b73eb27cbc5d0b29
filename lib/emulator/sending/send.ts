import { join } from 'node:path';
import type { ProviderName } from '#lib/emulator/world/shipment-timeline.ts';
import { messageOf } from '#lib/errors.ts';
import { MISUSE_CODE, Misuse, readFlags } from '#lib/flags.ts';
import { HttpClient } from './http-client.ts';
import { type Env, findSecret, SECRET_KEYS } from './secrets.ts';
import { signatureHeaders, styleOf } from './sign.ts';
import { eventNames, type Single, singleEvent } from './single-event.ts';

type Out = (text: string) => void;

const USAGE = `Sends one signed webhook to a running Fairlead, as a provider would.

Usage: npm run send -- <provider> <event> [--shipment ID] [--url http://localhost:3000] [--at ISO]

  npm run send -- flexport departed
  npm run send -- flexport arrived --shipment 8812 --at 2026-03-12T06:30:00Z
  npm run send -- flexport shipment.milestone:departed      the compact format
  npm run send -- flexport invoice_shared
  npm run send -- flexport booking.confirmed                the compact format
  npm run send -- flexport purchase_order#updated --shipment 8812
  npm run send -- mvmnt delivered --shipment 10442
  npm run send -- mvmnt customer_payment_created
`;

function listNames(provider: ProviderName): string {
  const lines: string[] = [];
  let line = '  ';
  for (const name of eventNames(provider)) {
    if (line.length + name.length > 110) {
      lines.push(line);
      line = '  ';
    }
    line += `${name}  `;
  }
  return `${provider}:\n${[...lines, line].join('\n')}\n`;
}

type Order = { provider: ProviderName; event: string; shipment: string; url: string; at: Date };

function readOrder(argv: readonly string[], env: Env): Order | string {
  const options = { shipment: { type: 'string' }, url: { type: 'string' }, at: { type: 'string' } } as const;
  try {
    const { values, positionals } = readFlags(USAGE, { args: [...argv], options, allowPositionals: true });
    const [provider = '', event = '', ...more] = positionals;
    if (more.length > 0) return `Unexpected argument "${more[0]}"\n\n${USAGE}`;
    if (provider !== 'flexport' && provider !== 'mvmnt') return `Unknown provider "${provider}": flexport or mvmnt.`;
    const at = values.at ? new Date(values.at) : new Date(Math.floor(Date.now() / 60_000) * 60_000);
    if (Number.isNaN(at.getTime())) return `"${values.at}" is not a time; write 2026-03-12T06:30:00Z.`;
    const url = (values.url ?? `http://localhost:${env.PORT || 3000}`).replace(/\/$/, '');
    return { provider, event, shipment: values.shipment ?? '8812', url, at };
  } catch (thrown) {
    if (thrown instanceof Misuse) return thrown.message;
    throw thrown;
  }
}

async function post(order: Order, single: Single, secret: string, out: Out): Promise<number> {
  const client = new HttpClient(order.url, 1);
  const headers = signatureHeaders(styleOf(order.provider, single.body), secret, single.body);
  try {
    const answer = await client.post(`/api/webhooks/${order.provider}`, single.body, headers);
    out(`${answer.status} ${answer.text}\n`);
    out(`${order.url}/shipments?q=${encodeURIComponent(single.search)}\n`);
    return answer.status >= 200 && answer.status < 300 ? 0 : 1;
  } catch (error) {
    out(`No answer from ${order.url} (${messageOf(error)}). Is the server running? Start it with: npm start\n`);
    return 1;
  } finally {
    client.close();
  }
}

/** The command line. Returns the exit code: 0 accepted, 1 refused or no server, 2 unknown arguments. */
export async function send(argv: readonly string[], env: Env, out: Out): Promise<number> {
  if (argv.length === 0) {
    out(`${USAGE}\n${listNames('flexport')}\n${listNames('mvmnt')}`);
    return 0;
  }
  const order = readOrder(argv, env);
  if (typeof order === 'string') {
    out(`${order}\n`);
    return MISUSE_CODE;
  }
  const single = singleEvent(order.provider, order.event, order.shipment, order.at);
  if (!single) {
    out(`Unknown event "${order.event}". These are known:\n${listNames(order.provider)}`);
    return MISUSE_CODE;
  }
  const secret = await findSecret(order.provider, env);
  if (!secret) {
    const where = join(env.DATA_DIR || '.data', 'secrets.json');
    out(`No secret: set ${SECRET_KEYS[order.provider]}, or start the server once so that it writes ${where}.\n`);
    return 1;
  }
  return post(order, single, secret, out);
}

if (import.meta.main) {
  process.exitCode = await send(process.argv.slice(2), process.env, (text) => process.stdout.write(text));
}
