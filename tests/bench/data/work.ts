import type { Sql } from '#db/client.ts';

/** What some statements read: rows by scans, those that a filter removed included, and pages of 8 KB. It does not depend on the load. */
export type Work = { rows: number; pages: number };

type Statement = { text: string; parameters: readonly unknown[] };

type Plan = {
  'Node Type': string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: Plan[];
};

/** Runs `act`, which only reads by `client`, and then explains each of its statements once more by `sql`. */
export async function workOf(client: Sql, sql: Sql, act: () => Promise<unknown>): Promise<Work> {
  const statements: Statement[] = [];
  // The driver reads the option for each statement; its type has it for opening only.
  const options = client.options as { debug?: unknown };
  const before = options.debug;
  options.debug = (_id: number, text: string, parameters: unknown[]) => {
    statements.push({ text, parameters: [...parameters] });
  };
  try {
    await act();
  } finally {
    options.debug = before;
  }
  const work = { rows: 0, pages: 0 };
  for (const { text, parameters } of statements) {
    if (!/^\s*(select|with)\b/i.test(text) || /pg_catalog/.test(text)) continue;
    const [row] = await sql.unsafe<{ 'QUERY PLAN': [{ Plan: Plan }] }[]>(
      `explain (analyze, buffers, timing off, format json) ${text}`,
      [...parameters] as never[],
    );
    const plan = row?.['QUERY PLAN'][0].Plan;
    if (!plan) continue;
    work.rows += rowsRead(plan);
    work.pages += plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
  }
  return { rows: Math.round(work.rows), pages: work.pages };
}

function rowsRead(plan: Plan): number {
  const removed = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0);
  const own = /Scan$/.test(plan['Node Type']) ? (plan['Actual Rows'] + removed) * plan['Actual Loops'] : 0;
  return (plan.Plans ?? []).reduce((sum, child) => sum + rowsRead(child), own);
}
