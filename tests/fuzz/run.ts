/**
 * `npm run fuzz -- [--payloads 1000000] [--seed …] [--from …]`: changes real-shaped payloads of all providers, webhooks and API answers, and takes
 * each through everything between the door and the database, in memory. Prints what became of them by outcome and reason. Exits 1
 * with the smallest payload of each kind of fault: whatever is thrown but a permitted refusal, a dead letter for another reason, a
 * value that the database does not hold, and rows that depend on the order of events.
 */
import { orExit, readFlags, readNumber } from '#lib/flags.ts';
import { newTally, runCampaign, type Tally } from './campaign.ts';
import { gatherPayloads } from './payloads.ts';

const USAGE = 'Usage: npm run fuzz -- [--payloads 1000000] [--seed text] [--from number]';
/** Payloads between two lines of progress. */
const CHUNK = 10_000;
const SHIPMENTS = 60;

const { payloads, seed, from } = orExit(() => {
  const { values } = readFlags(USAGE, {
    options: { payloads: { type: 'string' }, seed: { type: 'string' }, from: { type: 'string' } },
  });
  const numberOf = (name: 'payloads' | 'from', normal: number) =>
    values[name] === undefined ? normal : Math.floor(readNumber(USAGE, `--${name}`, values[name]));
  return {
    payloads: numberOf('payloads', 1_000_000),
    from: numberOf('from', 0),
    seed: values.seed ?? String(Date.now()),
  };
});

const say = (line: string) => process.stdout.write(`${line}\n`);
const figure = (count: number) => Math.round(count).toLocaleString('en-US');

say(`seed ${seed}, ${figure(payloads)} payloads from number ${from}`);
const corpus = gatherPayloads(SHIPMENTS);
const types = new Set(corpus.payloads.map(({ provider, type }) => `${provider} ${type}`)).size;
say(
  `${figure(corpus.payloads.length)} payloads of ${types} types to begin with, ${corpus.byShipment.length} shipments`,
);

const tally = newTally();
const begun = performance.now();
for (let at = from; at < from + payloads; at += CHUNK) {
  runCampaign(corpus, seed, at, Math.min(at + CHUNK, from + payloads), tally);
  const perSecond = (tally.events * 1000) / (performance.now() - begun);
  const found = tally.findings.size === 0 ? 'no fault' : `${tally.findings.size} kinds of faults`;
  say(
    `${figure(tally.payloads)} payloads, ${figure(tally.events)} events, ${figure(perSecond)} events a second, ${found}`,
  );
}
report(tally);
process.exit(tally.findings.size === 0 ? 0 : 1);

function report({ outcomes, findings }: Tally): void {
  say('');
  for (const [name, count] of [...outcomes].sort(([, a], [, b]) => b - a))
    say(`${figure(count).padStart(12)}  ${name}`);
  for (const { fault, number, payload } of findings.values()) {
    say(
      `\nFAULT ${fault}\n  again: npm run fuzz -- --seed ${seed} --from ${number} --payloads 1\n  ${payload.slice(0, 4_000)}`,
    );
  }
  say(`\nseed ${seed}: ${findings.size === 0 ? 'no fault' : `${findings.size} kinds of faults`}`);
}
