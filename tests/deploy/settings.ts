import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** The text of a file of the project. */
export const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** Every setting of Fairlead; another test compares `.env.example` with the schema of the environment. */
export const SETTINGS: ReadonlySet<string> = new Set(
  [...textOf('.env.example').matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, key = '']) => key),
);

/** Settings that must be in no file of the project. */
export const isSecret = (key: string) => /SECRET|TOKEN$|PASSWORD|DATABASE_URL|SIGNING_KEY/.test(key);

/** Whether a path is answered by a route handler of the project. */
export const isRoute = (path: string) => existsSync(join(ROOT, 'app', path, 'route.ts'));

/** An image by its full version, which later ones never get. PostgreSQL's have two numbers. */
export const isPinned = (image: string) => /^(?:[\w./-]+:v?\d+\.\d+\.\d+|postgres:\d+\.\d+)(?:-[\w.]+)?$/.test(image);

/** The names of the metrics that `/api/metrics` reports. */
export const METRICS: ReadonlySet<string> = new Set(
  [...textOf('lib/api/metrics.ts').matchAll(/gauge\(\s*'(\w+)'/g)].map(([, name]) => `fairlead_${name}`),
);
