import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isRoute, SETTINGS, textOf } from './settings.ts';

/** Minute, hour, day of the month, month, day of the week; Vercel knows no names and no seconds. */
const CRON = /^(?:\*|[0-9]+)(?:[-/,][0-9]+)*(?: (?:\*|[0-9]+)(?:[-/,][0-9]+)*){4}$/;

/** The part of https://openapi.vercel.sh/vercel.json that the project uses: an unknown property fails a deployment. */
const vercel = z.strictObject({
  $schema: z.literal('https://openapi.vercel.sh/vercel.json'),
  crons: z
    .array(z.strictObject({ path: z.string().regex(/^\//).max(512), schedule: z.string().regex(CRON).max(256) }))
    .min(1),
});

describe('vercel.json', () => {
  const { crons } = vercel.parse(JSON.parse(textOf('vercel.json')));

  it('calls routes that exist and answer GET', () => {
    expect(crons.map(({ path }) => path).sort()).toEqual(['/api/cron/drain', '/api/cron/reconcile']);
    for (const { path } of crons) {
      expect(isRoute(path)).toBe(true);
      expect(textOf(`app${path}/route.ts`)).toMatch(/export (?:async function|const) GET\b/);
    }
    expect(isRoute('/api/cron/nothing')).toBe(false);
  });
});

describe('the unit of systemd', () => {
  const lines = textOf('deploy/fairlead.service')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const valuesOf = (key: string) =>
    lines.filter((line) => line.startsWith(`${key}=`)).map((line) => line.slice(key.length + 1));

  it('starts the command of `npm start` with the Node that npm installed', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    const [folder = ''] = valuesOf('WorkingDirectory');
    expect(valuesOf('ExecStart')).toEqual([
      scripts.start?.replace('exec node', `${folder}/node_modules/node/bin/node`),
    ]);
  });

  it('stops PostgreSQL last, and later than the steps of a shutdown take', () => {
    expect(valuesOf('KillMode')).toEqual(['mixed']);
    expect(Number(valuesOf('TimeoutStopSec')[0])).toBeGreaterThan(30);
  });

  it('can write to its own data only, as a user of its own', () => {
    expect(valuesOf('User')).toEqual(['fairlead']);
    expect(valuesOf('ProtectSystem')).toEqual(['strict']);
    expect(valuesOf('NoNewPrivileges')).toEqual(['yes']);
    expect(valuesOf('ReadWritePaths')).toEqual([]);
    const [environment = ''] = valuesOf('Environment');
    const settings = Object.fromEntries(environment.split(' ').map((one) => one.split('=') as [string, string]));
    expect(settings.DATA_DIR).toBe(`/var/lib/${valuesOf('StateDirectory')[0]}`);
    expect(Object.keys(settings).filter((key) => key !== 'NODE_ENV' && !SETTINGS.has(key))).toEqual([]);
  });

  it('has only lines that systemd reads as sections and assignments', () => {
    expect(lines.filter((line) => !/^(?:\[(?:Unit|Service|Install)\]|[A-Z][A-Za-z]+=.*)$/.test(line))).toEqual([]);
  });
});
