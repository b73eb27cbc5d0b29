/** Rebuilds a database in small steps, in a process of its own that can be killed: `node rebuilder.ts <database>`. */
import { flushCompileCache } from 'node:module';
import { openSql } from '#db/client.ts';
import { rebuild } from '#lib/rebuild/run.ts';

// A process that is killed writes no cache when it ends.
flushCompileCache();
const sql = openSql(process.argv[2] ?? '', { max: 2 });
const limits = { events: 60, bodyBytes: 100_000, entities: 10 };
await rebuild(sql, { limits, onStep: ({ phase }) => process.stdout.write(`${phase}\n`) });
await sql.end();
