/** Sends what was asked of the providers, in a process of its own that can be killed: `node sender.ts <database>`. */
import { openRuntime } from '#lib/runtime.ts';

const [databaseUrl = ''] = process.argv.slice(2);
const engine = await openRuntime(databaseUrl, () => [], process.env);
process.stdout.write('begun\n');
await engine.reconciler.send();
await engine.stop();
