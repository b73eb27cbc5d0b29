import { type Database, openDatabase, type Sql } from '#db/client.ts';
import { sweepExceptions } from '#lib/exceptions/sweep.ts';
import { type NewRule, newRuleSchema } from '#lib/model/notice-rule.ts';
import { addRule } from '#lib/notices/rules.ts';
import { tellExceptions } from '#lib/pipeline/tell-exceptions.ts';
import { AUTH_SECRET } from '#tests/support/server.ts';
import { type Measured, percentiles, rowOf, timeOf } from './calls.ts';
import { cpuClock } from './cpu.ts';
import type { Filled } from './database.ts';
import { WAVES } from './fill-exceptions.ts';
import { atInstant, hoursAfter } from './held-clock.ts';
import { timedTransactions } from './timed-transactions.ts';

const SWEEP_MS = 5_000;

const RULES: Partial<NewRule>[] = [
  { name: 'Critical', severity: 'critical', recipients: [{ channel: 'app', target: '' }] },
  {
    name: 'High, for people who own them',
    severity: 'high',
    recipients: [{ channel: 'app', target: 'person1@example.com' }],
    ownedOnly: true,
  },
  {
    name: 'Possible charges, daily',
    severity: 'medium',
    exceptionTypes: ['charge.lfd_near'],
    recipients: [{ channel: 'slack', target: 'C012AB3CD' }],
    cadence: 'daily',
  },
];

/**
 * Measures the timer's sweep beside three notification rules: when nothing is due, when the clock makes a small and a large wave due,
 * directly after that, and when the large wave ends. It changes the exceptions; `restore` of `kept-exceptions.ts` puts them back.
 */
export async function measureSweeps(
  { sql, databaseUrl, filledAt }: Filled,
  note: (line: string) => void,
): Promise<Measured[]> {
  const db = openDatabase(databaseUrl, { max: 1 });
  await addRules(db);
  await db.$client.end();
  const at = (hours: number) => hoursAfter(filledAt, hours);
  const measured: Measured[] = [];
  const measure = async (name: string, instant: string, times = 1) => {
    for (const one of await measureSweep(sql, name, instant, times)) {
      measured.push(one);
      note(rowOf(one));
    }
  };
  await atInstant(filledAt, () => sweepExceptions(sql, tellExceptions));
  await measure('sweep: nothing is due', at(0.001), 10);
  // What the clock changes anyway by then is none of the wave, which was filled some time before `filledAt`.
  await atInstant(at(WAVES.small - 0.5), () => sweepExceptions(sql, tellExceptions));
  await measure('sweep: the small wave is due', at(WAVES.small));
  await atInstant(at(WAVES.wave - 0.5), () => sweepExceptions(sql, tellExceptions));
  await measure('sweep: the wave is due', at(WAVES.wave));
  await measure('sweep: the next one, ten seconds later', at(WAVES.wave + 0.003), 10);
  await measure('sweep: the wave ends', at(WAVES.end));
  return measured;
}

async function addRules(db: Database): Promise<void> {
  for (const rule of RULES) {
    const whole = newRuleSchema.parse({ trigger: 'exception', ...rule });
    await addRule(db, 'bench', whole, { shipmentId: null, authSecret: AUTH_SECRET });
  }
}

/** A sweep, and the longest of its transactions; of several, each a second later. */
async function measureSweep(sql: Sql, name: string, instant: string, times: number): Promise<Measured[]> {
  const sweeps: number[] = [];
  const { sql: timed, transactions } = timedTransactions(sql);
  const clock = await cpuClock(sql);
  const before = clock?.() ?? 0;
  let changed = 0;
  for (let turn = 0; turn < times; turn += 1) {
    const then = new Date(Date.parse(instant) + turn * 1_000).toISOString();
    const sweep = async () => {
      changed += await sweepExceptions(timed, tellExceptions);
    };
    sweeps.push(await timeOf(() => atInstant(then, sweep)));
  }
  const cpu = clock && Math.round((clock() - before) / times);
  const whole = {
    name: `${name} (${changed.toLocaleString('en-GB')} changed)`,
    within: SWEEP_MS,
    cpu,
    work: null,
  };
  const longest = Math.round(Math.max(0, ...transactions));
  return [
    { ...whole, ...percentiles(sweeps) },
    { name: `${name}, its longest transaction`, within: SWEEP_MS, cpu: null, work: null, p50: longest, p95: longest },
  ];
}
