/** Sends the queued provider requests, in a process of its own that can be killed: `node sender.ts <database>`. */
import { openRuntime } from '#lib/runtime.ts';

const [databaseUrl = ''] = process.argv.slice(2);
const runtime = await openRuntime(databaseUrl, () => [], process.env);
process.stdout.write('begun\n');
await runtime.reconciler.send();
await runtime.stop();
