/**
 * `npm run bench:costs`: what one event costs, on a gateway and `npm run worker` with a PostgreSQL of their own: CPU seconds, bytes,
 * WAL, rows. Other work on the machine changes CPU seconds little and bytes not at all; the wait for the disk is a wall time. Prints
 * tables, and with `-- --write` writes the figures from which `npm run simulate` computes.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { orExit, readFlags, readNumber } from '#lib/flags.ts';
import type { Form } from '#tests/bench/apply.ts';
import type { Cost } from '#tests/bench/simulate/costs.ts';
import { type Measured, measureForm } from './measure.ts';
import { machineWords, openStands } from './stand.ts';

const USAGE = 'Usage: npm run bench:costs -- [--shipments 10000] [--events 20000] [--write]';
const { shipments, events, write } = orExit(() => {
  const text = { type: 'string' } as const;
  const { values } = readFlags(USAGE, { options: { shipments: text, events: text, write: { type: 'boolean' } } });
  return {
    shipments: readNumber(USAGE, 'shipments', values.shipments ?? '10000'),
    events: readNumber(USAGE, 'events', values.events ?? '20000'),
    write: values.write === true,
  };
});
const FORMS: readonly Form[] = ['short', 'documented'];
/** Webhooks that are sent one after the other. */
const SINGLE = 1_500;

const print = (line: string) => process.stdout.write(`${line}\n`);
const micro = (seconds: number) => Math.round(seconds * 1e6).toLocaleString('en-GB');
const precise = (value: number) => Number(value.toPrecision(3));

const stands = await openStands();
const measured: Partial<Record<Form, Measured>> = {};
try {
  for (const form of FORMS) {
    const stand = await stands.open(`costs_${form}`);
    measured[form] = await measureForm(stand, form, { shipments, grouped: events, single: SINGLE });
    await stand.stop();
  }
} finally {
  await stands.stop();
}
const of = (form: Form) => measured[form] as Measured;
const row = (name: string, figure: (one: Measured) => string) =>
  print(`| ${name} | ${FORMS.map((form) => figure(of(form))).join(' | ')} |`);
const cost = (one: Cost) => `${micro(one.each)} + ${micro(one.group)} a group`;

print(
  `${machineWords()}; ${shipments.toLocaleString('en-GB')} shipments, ${events.toLocaleString('en-GB')} events of each form\n`,
);
print(`| an event | ${FORMS.join(' | ')} |\n|---|---|---|`);
row('gateway, µs of CPU', ({ costs }) => cost(costs.gateway));
row('PostgreSQL, storing', ({ costs }) => cost(costs.storing));
row('worker', ({ costs }) => cost(costs.worker));
row('PostgreSQL, applying', ({ costs }) => cost(costs.applying));
row('bytes of the webhook', ({ costs }) => String(costs.body));
row('bytes stored for ever', ({ costs }) => costs.stored.toFixed(0));
row(
  'bytes of WAL, storing + applying',
  ({ costs }) => `${costs.wal.storing.toFixed(0)} + ${costs.wal.applying.toFixed(0)}`,
);
row('rows written', ({ costs }) => costs.rows.toFixed(1));
row('wait of a commit for the disk, ms (wall time)', ({ commitS }) => (commitS * 1_000).toFixed(2));
for (const form of FORMS) {
  print(`\n| ${form}: bytes by which it grew, of an event | |\n|---|---|`);
  for (const [name, bytes] of Object.entries(of(form).bytes)) print(`| ${name} | ${bytes} |`);
  print(`\n| ${form}: rows written, of an event | |\n|---|---|`);
  for (const [name, rows] of Object.entries(of(form).rows)) print(`| ${name} | ${rows} |`);
}
if (write) {
  const commitSeconds = precise(FORMS.reduce((sum, form) => sum + of(form).commitS, 0) / FORMS.length);
  const figures = {
    measured: {
      date: new Date().toISOString().slice(0, 10),
      machine: `${machineWords()}; Node ${process.version}, PostgreSQL 18, fsync on`,
      shipments,
      events,
      commitSeconds,
    },
    forms: Object.fromEntries(FORMS.map((form) => [form, of(form).costs])),
  };
  const text = JSON.stringify(figures, (_, value) => (typeof value === 'number' ? precise(value) : value), 2);
  writeFileSync(join(import.meta.dirname, '../simulate/costs.json'), `${text}\n`);
}
process.exit(0);
