import { globSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { providers } from '#lib/providers/index.ts';

const ROOT = join(import.meta.dirname, '..');
const sources = globSync(
  ['app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}', 'db/**/*.ts', 'lib/**/*.ts', 'server.ts', '*.config.ts'],
  {
    cwd: ROOT,
  },
).sort();
const product = sources.filter((file) => !/\.test\.ts$|\/fixtures\/|\.config\.ts$/.test(file));
const text = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const BASICS = [
  'lib/env',
  'lib/log',
  'lib/errors',
  'lib/clock',
  'lib/problem',
  'lib/vitals',
  'lib/flags',
  'lib/stop-all',
  'lib/share-runs',
];

/**
 * Which rooms a room may import, besides itself and the basics: the table of `docs/architecture.md`. `types:` allows types only.
 * Rooms are path prefixes, the longest that fits counts.
 */
const ROOMS: Record<string, readonly string[]> = {
  ...Object.fromEntries(
    [...text('docs/architecture.md').matchAll(/^\| `([^`]+)` \|([^|]*)\|/gm)].map(([, room = '', allowed = '']) => [
      room,
      [...allowed.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
    ]),
  ),
  ...Object.fromEntries(BASICS.map((basic) => [basic, []])),
};

type Import = { from: string; to: string; typeOnly: boolean };

function importsOf(file: string): Import[] {
  const found: Import[] = [];
  for (const [, kind, names = '', target = ''] of text(file).matchAll(
    /^(?:import|export)\s+(type\s+)?([^'"]*?)from\s+['"]([^'"]+)['"]/gm,
  )) {
    const to = target.startsWith('#') ? target.slice(1) : target.startsWith('.') ? join(dirname(file), target) : target;
    const named = [...names.matchAll(/[{,]\s*(type\s+)?[\w*]+/g)];
    found.push({
      from: file,
      to,
      typeOnly: kind !== undefined || (named.length > 0 && named.every(([, type]) => type !== undefined)),
    });
  }
  return found;
}

function roomOf(path: string): string | undefined {
  return Object.keys(ROOMS)
    .filter((room) => path === room || path.startsWith(`${room}/`) || path.startsWith(`${room}.`))
    .sort((a, b) => b.length - a.length)[0];
}

const within = (path: string, room: string) =>
  path === room || path.startsWith(`${room}/`) || path.startsWith(`${room}.`);

function isAllowed({ from, to, typeOnly }: Import): boolean {
  const room = roomOf(from);
  if (room === undefined) return false;
  if (within(to, room) && !(room === 'lib/providers' && isSibling(from, to))) return true;
  const allowed = [...(ROOMS[room] ?? []), ...BASICS];
  return allowed.some((one) => (one.startsWith('types:') ? typeOnly && within(to, one.slice(6)) : within(to, one)));
}

/** The shortest way along imports from a file back to itself, as text; nothing where there is none. */
function circleFrom(file: string, targets: ReadonlyMap<string, readonly string[]>): string[] {
  const ways = new Map<string, string>([[file, file]]);
  for (const [at, way] of ways) {
    for (const target of targets.get(at) ?? []) {
      if (target === file) return [`${way} → ${file}`];
      if (!ways.has(target)) ways.set(target, `${way} → ${target}`);
    }
  }
  return [];
}

/** A provider never sees another one. */
function isSibling(from: string, to: string): boolean {
  const folder = (path: string) => /^lib\/providers\/([^/]+)\//.exec(path)?.[1];
  return folder(from) !== undefined && folder(to) !== undefined && folder(from) !== folder(to);
}

describe('the rooms', () => {
  it('stand in the table of docs/architecture.md', () => {
    expect(Object.keys(ROOMS)).toEqual(expect.arrayContaining(['lib/model', 'lib/pipeline', 'app', 'server.ts']));
    expect(product.filter((file) => roomOf(file) === undefined)).toEqual([]);
  });

  const imports = product.flatMap(importsOf);
  const own = imports.filter(({ to }) => /^(app|components|db|lib|tests|server)\b/.test(to));

  it('import only what the map allows', () => {
    expect(own.filter((one) => !isAllowed(one)).map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('import nothing in a circle, not even types, but for the types that the model infers from its own schemas', () => {
    const followed = own.filter(
      ({ from, to, typeOnly }) => !typeOnly || !within(from, 'lib/model') || roomOf(to) !== 'lib/model',
    );
    const targets = new Map(
      product.map((file) => [file, followed.filter(({ from }) => from === file).map(({ to }) => to)]),
    );
    expect(followed.length).toBeGreaterThan(product.length);
    expect(product.flatMap((file) => circleFrom(file, targets))).toEqual([]);
  });

  it('leave tests out of the product', () => {
    expect(own.filter(({ to }) => to.startsWith('tests')).map(({ from }) => from)).toEqual([]);
  });

  it('keep Next in app, components, lib/auth and where it is started', () => {
    const next = imports.filter(({ to }) => to === 'next' || to.startsWith('next/') || to.startsWith('next-auth'));
    const strangers = next.filter(
      ({ from }) => !/^(app|components|lib\/auth|lib\/host\/next-app)/.test(from) && from !== 'proxy.ts',
    );
    expect(strangers.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('keep the model free of everything but zod and hashing', () => {
    const foreign = imports.filter(({ from, to }) => from.startsWith('lib/model/') && !within(to, 'lib/model'));
    expect([...new Set(foreign.map(({ to }) => to))].sort()).toEqual(['node:crypto', 'zod']);
  });
});

describe('the budgets', () => {
  const lines = (file: string) => text(file).split('\n').length - 1;

  it('hold for files: none over 300 lines, nineteen in twenty within 200, half within 75', () => {
    const counts = product
      .filter((file) => !isTable(file))
      .map((file) => ({ file, count: lines(file) }))
      .sort((a, b) => a.count - b.count);
    expect(counts.filter(({ count }) => count > 300)).toEqual([]);
    expect(counts[Math.floor(counts.length * 0.95)]?.count).toBeLessThanOrEqual(200);
    expect(counts[Math.floor(counts.length * 0.5)]?.count).toBeLessThanOrEqual(75);
  });

  it('hold for functions, methods and arrow functions: 60 lines at most, 80 with markup', () => {
    const all = product.flatMap((file) => functions(text(file)).map((one) => ({ file, ...one })));
    expect(all.length).toBeGreaterThan(product.length * 3);
    expect(all.filter(({ file, length }) => length > (file.endsWith('.tsx') ? 80 : 60))).toEqual([]);
  });

  it('count a function from its name to its last bracket, whatever its form', () => {
    expect(functions(SAMPLE).map(({ name, length }) => [name, length])).toEqual([
      ['export async function plain(', 7],
      ['const arrow = () => {', 8],
      ['inner.map(async ({ a }) => ({', 3],
      ['get value() {', 3],
      ['async #method<T>(one: T): Promise<T> {', 3],
    ]);
  });

  it('hold for the map: the data flow in 150 lines', () => {
    expect(lines('lib/pipeline.ts')).toBeLessThanOrEqual(150);
  });

  it('hold for routes: a route is a doorway of 40 lines', () => {
    expect(product.filter((file) => /^app\/.*route\.ts$/.test(file) && lines(file) > 40)).toEqual([]);
  });
});

/** One table of data may be as long as the world it lists. */
function isTable(file: string): boolean {
  return /^lib\/emulator\/(world|sending)\/(places|carriers|trade|parties|catalogue)\.ts$/.test(file);
}

const CONTROL = /^(?:if|for|while|switch|do|try|return|\}? ?(?:else|catch|finally))\b/;
/** Where the body of a function opens: of an arrow function, a function, a method, and after a signature of several lines. */
const OPENING =
  /=>(?: [({[`]+)?$|\bfunction\b.* \{$|^(?:(?:static|async|get|set) )*#?\w+(?:<.*>)?\(.*\).* \{$|^\}?\).* \{$/;

/** All functions of a formatted source, by the line that begins them: a body ends where a line is as far left as its start. */
function functions(source: string): { name: string; length: number }[] {
  const lines = source.split('\n');
  const depthOf = (line: string) => (line === '' ? Number.POSITIVE_INFINITY : line.search(/\S/));
  return lines.flatMap((line, at) => {
    if (!OPENING.test(line.trim())) return [];
    const depth = depthOf(line);
    const begun = lines.findLastIndex((other, index) => index < at && depthOf(other) <= depth);
    const start = /^\s*[})]/.test(line) ? begun : at;
    const name = lines[start]?.trim() ?? '';
    const end = lines.findIndex((other, index) => index > at && depthOf(other) <= depth);
    return CONTROL.test(name) ? [] : [{ name, length: end - start + 1 }];
  });
}

const SAMPLE = `
export async function plain(
  one: string,
): Promise<void> {
  for (const each of one) {
    await each;
  }
}
const arrow = () => {
  if (one) {
    return two;
  }
  inner.map(async ({ a }) => ({
    a,
  }));
};
class Sample {
  get value() {
    return 1;
  }
  async #method<T>(one: T): Promise<T> {
    return one;
  }
}
`;

/** Words for which the field has other terms, in every form: `doorbell`, `DoorBell`, `DOOR_BELL`. The glossary is in `docs/architecture.md`. */
const RETIRED = [
  ...['asker', 'bury', 'delivery log', 'doorbell', 'drop rows', 'fate', 'front door', 'gathering', 'genuine'],
  ...['gremlins?', 'hasty', 'heal(?:s|ed)?', 'hears?', 'ledger events?', 'look for gone', 'needs you', 'nobody said'],
  ...['nothing shown', 'on the move', 'put rows', 'puts? down', 'putting', 'quietly', 'reception', 'sideways'],
  ...['take dead', 'tellings?', '(?<!control )towers?', 'turned away', 'unborn', 'want again', 'without gone'],
  ...['witness', 'work(?:s|ed)? (?:it|the inbox) off'],
];
/** The same for words that are ordinary English in another form. Tests may use them. */
const RETIRED_AS_WRITTEN = [
  ...['parked', 'buried', 'verdict', 'silent change', 'putOff', 'ApiDoor', 'nouns?', 'Needs you', 'On the move'],
  ...['Alone', 'Ahead', 'Heard', 'Register', 'Slip', 'GoneWrong', 'NotHere', 'KeepView', 'See it', 'stands? here'],
];

/** A source with its identifiers taken apart, in lower case. */
const inWords = (source: string) =>
  source
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();

describe('the words', () => {
  const documents = globSync(['README.md', 'docs/*.md', 'lib/**/README.md', '.env.example'], { cwd: ROOT });
  const tests = globSync(['**/*.test.{ts,tsx}', 'tests/**/*.ts'], {
    cwd: ROOT,
    exclude: ['**/node_modules/**', '.next/**', '.data/**', 'tests/tidy.test.ts'],
  });
  const found = (files: readonly string[], words: readonly string[], read: (file: string) => string) => {
    const retired = new RegExp(`\\b(?:${words.join('|')})\\b`);
    return files.flatMap((file) => {
      const word = retired.exec(read(file))?.[0];
      return word === undefined ? [] : [`${file}: ${word}`];
    });
  };

  it('are those of the field, in code, tests, screens and documents', () => {
    expect(tests.length).toBeGreaterThan(150);
    expect(found([...product, ...documents, ...tests], RETIRED, (file) => inWords(text(file)))).toEqual([]);
    expect(found([...product, ...documents], RETIRED_AS_WRITTEN, text)).toEqual([]);
  });

  it('are found in every form', () => {
    expect(['isHasty', 'HASTY_COMMIT', 'hasty'].map(inWords)).toEqual(['is hasty', 'hasty commit', 'hasty']);
  });

  it('spell the names of providers only where they live', () => {
    const names = providers.map(({ name }) => name).join('|');
    const spelt = product.filter((file) => !/^lib\/(providers|emulator)\//.test(file) && file !== 'lib/host/demo.ts');
    expect(spelt.filter((file) => new RegExp(names, 'i').test(text(file)))).toEqual([]);
  });

  it('read the environment in one place', () => {
    const readers = product.filter((file) => /process\.env/.test(text(file)));
    expect(readers).toEqual(['lib/emulator/sending/send.ts', 'lib/env.ts', 'lib/host/next-app.ts']);
  });

  it('keep the types of rows and effects from the ledger to the screen', () => {
    const untyped = /\bas unknown as\b|Record<string, Json>|\bas \w+Fields\b/;
    const typed = product.filter((file) => /^(lib\/projections|components|db\/queries)\//.test(file));
    expect(typed.length).toBeGreaterThan(100);
    expect(typed.filter((file) => untyped.test(text(file)))).toEqual([]);
  });

  it('say nothing on the console, cast nothing to any, and leave nothing undone', () => {
    const marks = [
      'TO' + 'DO',
      'FIX' + 'ME',
      'console\\.',
      '\\bas any\\b',
      ': any\\b',
      '@ts-(?:ignore|expect-error|nocheck)',
    ];
    const bad = product.filter((file) => new RegExp(marks.join('|')).test(text(file)));
    expect(bad).toEqual([]);
  });

  it('skip and single out no test', () => {
    const tests = globSync(['**/*.test.ts', 'tests/e2e/**/*.ts'], {
      cwd: ROOT,
      exclude: ['**/node_modules/**', '.next/**', '.data/**'],
    });
    expect(tests.length).toBeGreaterThan(20);
    expect(tests.filter((file) => /\b(?:it|test|describe)\.(?:skip|only|todo)\b/.test(text(file)))).toEqual([]);
  });
});

describe('the rest', () => {
  it('has only fixtures that tests read: JSON of a listed provider by the contract test, loaders by an import', () => {
    const fixtures = globSync('lib/providers/*/fixtures/*', { cwd: ROOT });
    const listed = new Set(providers.map(({ name }) => name));
    const tests = globSync('lib/providers/**/*.test.ts', { cwd: ROOT }).map(text);
    const isRead = (file: string) => {
      const [, , provider = '', , name = ''] = file.split(sep);
      if (name.endsWith('.json')) return listed.has(provider);
      return tests.some((source) => source.includes(`fixtures/${name}'`));
    };
    expect(fixtures.length).toBeGreaterThan(50);
    expect(fixtures.filter((file) => !isRead(file))).toEqual([]);
  });

  it('lists every key of the environment in .env.example', () => {
    const example = text('.env.example');
    const keys = [...text('lib/env.ts').matchAll(/^ {2}([A-Z][A-Z0-9_]*): /gm)].map(([, key]) => key ?? '');
    expect(keys.length).toBeGreaterThan(8);
    expect(keys.filter((key) => !example.includes(`${key}=`))).toEqual([]);
  });
});
