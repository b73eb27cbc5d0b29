/** A worker on a database, as `npm run worker` has one, in a process of its own: `node deadlock-worker.ts <database>`. */
import { openSql } from '#db/client.ts';
import { startWorker } from '#lib/jobs/worker.ts';
import { openQueue } from '#lib/queue/index.ts';

const url = process.argv[2] ?? '';
await startWorker(openSql(url, { max: 6 }), await openQueue(url, { supervise: false }));
process.send?.('ready');
