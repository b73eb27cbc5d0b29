/**
 * `npm run simulate`: what an installation would do at a load that no machine at hand can make, from the measured costs of an event.
 * `npm run simulate -- --help` lists the options. `-- --check` compares one point with a real server.
 */
import { orExit } from '#lib/flags.ts';
import { readOptions, USAGE } from './options.ts';
import { planOf } from './plan.ts';
import { reportOf } from './report.ts';
import { simulate } from './simulate.ts';

const args = process.argv.slice(2);
if (args.includes('--help')) {
  process.stdout.write(`${USAGE}\n`);
} else if (args.length === 1 && args[0] === '--check') {
  const { check } = await import('./check.ts');
  await check();
} else {
  const { config, scenarios, asJson } = orExit(() => readOptions(args));
  const [result, plan] = [simulate(config), planOf(config)];
  const { samples: _, ...figures } = result;
  process.stdout.write(
    asJson ? `${JSON.stringify({ ...figures, plan }, null, 2)}\n` : reportOf(config, scenarios, result, plan),
  );
}
