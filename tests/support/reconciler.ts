/** Reconciles once with one provider, in a process of its own that can be killed: `node reconciler.ts <database> <provider>`. */

import { flushCompileCache } from 'node:module';
import { reconcile } from '#lib/reconcile/run.ts';
import { openRuntime } from '#lib/runtime.ts';

// A process that is killed writes no cache when it ends.
flushCompileCache();
const [databaseUrl = '', provider = ''] = process.argv.slice(2);
const runtime = await openRuntime(databaseUrl, () => [], process.env);
const work = runtime.reconciler.contexts.find((one) => one.provider === provider);
if (!work) throw new RangeError(`${provider} is not connected`);
await reconcile(work, 'full');
await runtime.stop();
