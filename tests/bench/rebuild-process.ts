/**
 * Rebuilds a database as `npm run rebuild` does, in a process of its own, so that it delays no sender of the bench:
 * `node rebuild-process.ts <database>`. Prints a line of JSON for each step, and one with the result.
 */
import { openSql } from '#db/client.ts';
import { rebuild } from '#lib/rebuild/run.ts';

const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const sql = openSql(process.argv[2] ?? '', { max: 2 });
const report = await rebuild(sql, { onStep: ({ phase }, ms) => print({ phase, ms }) });
print({ compared: report?.compared, changed: report?.changed, peak: process.resourceUsage().maxRSS });
await sql.end();
