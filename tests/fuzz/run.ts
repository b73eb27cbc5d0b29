/**
 * `npm run fuzz -- [--payloads 1000000] [--seed …] [--from …]`: mutates realistic payloads of all providers, webhooks and API responses, and
 * processes each in memory as between the gateway and the database. Prints the number of each outcome and reason. Exits 1
 * and prints the minimised payload of each kind of fault: an error other than a permitted rejection, a dead letter for another reason, a
 * value that the database cannot store, and rows that depend on the order of events.
 */
import { orExit, readFlags, readNumber } from '#lib/flags.ts';
import { type CampaignResult, newResult, runCampaign } from './campaign.ts';
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

const print = (line: string) => process.stdout.write(`${line}\n`);
const figure = (count: number) => Math.round(count).toLocaleString('en-US');

print(`seed ${seed}, ${figure(payloads)} payloads from number ${from}`);
const corpus = gatherPayloads(SHIPMENTS);
const types = new Set(corpus.payloads.map(({ provider, type }) => `${provider} ${type}`)).size;
print(
  `${figure(corpus.payloads.length)} payloads of ${types} types to begin with, ${corpus.byShipment.length} shipments`,
);

const result = newResult();
const begun = performance.now();
for (let at = from; at < from + payloads; at += CHUNK) {
  runCampaign(corpus, seed, at, Math.min(at + CHUNK, from + payloads), result);
  const perSecond = (result.events * 1000) / (performance.now() - begun);
  const found = result.findings.size === 0 ? 'no fault' : `${result.findings.size} kinds of faults`;
  print(
    `${figure(result.payloads)} payloads, ${figure(result.events)} events, ${figure(perSecond)} events a second, ${found}`,
  );
}
report(result);
process.exit(result.findings.size === 0 ? 0 : 1);

function report({ outcomes, findings }: CampaignResult): void {
  print('');
  for (const [name, count] of [...outcomes].sort(([, a], [, b]) => b - a))
    print(`${figure(count).padStart(12)}  ${name}`);
  for (const { fault, number, payload } of findings.values()) {
    print(
      `\nFAULT ${fault}\n  reproduce: npm run fuzz -- --seed ${seed} --from ${number} --payloads 1\n  ${payload.slice(0, 4_000)}`,
    );
  }
  print(`\nseed ${seed}: ${findings.size === 0 ? 'no fault' : `${findings.size} kinds of faults`}`);
}
