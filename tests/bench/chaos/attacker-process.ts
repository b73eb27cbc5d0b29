/** Attacks a server in a process of its own: `fork(…, [JSON of AttackerOptions])`. Stops at the message `stop`, and sends back what it did. */
import { once } from 'node:events';
import { type AttackOptions, attackAll } from './attacks.ts';

export type AttackerOptions = Omit<AttackOptions, 'signal'>;

const [json = '{}'] = process.argv.slice(2);
const stop = new AbortController();
process.once('disconnect', () => process.exit(1));
const attacking = attackAll({ ...(JSON.parse(json) as AttackerOptions), signal: stop.signal });
await once(process, 'message');
stop.abort();
process.send?.(await attacking, () => process.exit(0));
