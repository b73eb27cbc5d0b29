import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, matchesGlob, relative } from 'node:path';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { COMPILE_CACHE } from './lib/host/compile-cache.ts';

/** Folders whose tests start servers or kill processes, the slowest first. */
const SLOW = ['tests/reliability/', 'tests/flow/', 'tests/api/', 'tests/notices/', 'tests/exceptions/', 'lib/host/'];

/** Starts slow files first, so that none of them is left running alone at the end. */
class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const slowness = ({ moduleId }: TestSpecification) => {
      const path = relative(import.meta.dirname, moduleId);
      const at = SLOW.findIndex((folder) => path.startsWith(folder));
      return at < 0 ? SLOW.length : at;
    };
    return (await super.sort(files)).sort((a, b) => slowness(a) - slowness(b));
  }
}

const common = {
  exclude: ['**/node_modules/**', 'tests/e2e/**', '.next/**', '.data/**'],
  env: { LOG_LEVEL: 'silent', NODE_COMPILE_CACHE: COMPILE_CACHE },
  // The queue computes timers by the clock, which some tests hold months away.
  execArgv: ['--disable-warning=TimeoutOverflowWarning'],
  testTimeout: 480_000,
  hookTimeout: 480_000,
};

/** The test files among `files` whose source matches, or does not match, a pattern. */
function testsThat(does: 'match' | 'lack', pattern: RegExp, files: string): string[] {
  return globSync(files, { cwd: import.meta.dirname }).filter((path) => {
    const source = readFileSync(join(import.meta.dirname, path), 'utf8');
    return pattern.test(source) === (does === 'match');
  });
}

/** Tests that call route handlers and pages, whose runtime is opened once for each process, or put others in place of modules. */
const OWN_PROCESS = [
  'tests/flow/oracle.long.test.ts',
  ...testsThat('match', /extendEnv\(|vi\.mock\(/, 'tests/**/*.test.ts'),
];

/** Short tests that need neither PostgreSQL nor Redis, which `npm run check` runs. */
const NO_DATABASE = [
  'tests/tidy.test.ts',
  'tests/untranslated.test.ts',
  ...testsThat('lack', /#tests\/support\/(database|redis)\.ts/, '{lib,components,tests/providers}/**/*.test.ts'),
].filter((path) => !path.endsWith('.long.test.ts'));

/** `npm test` runs the short tests, `npm run test:full` all. */
function projectsOf(length: 'short' | 'long', pattern: string): TestProjectConfiguration[] {
  const ownProcess = OWN_PROCESS.filter((path) => matchesGlob(path, pattern));
  return [
    { test: { ...common, name: `${length}, own process`, include: ownProcess } },
    {
      test: {
        ...common,
        name: `${length}, shared process`,
        include: [pattern],
        exclude: [...common.exclude, ...OWN_PROCESS, ...NO_DATABASE],
        isolate: false,
      },
    },
  ];
}

export default defineConfig({
  test: {
    globalSetup: ['tests/support/cluster.ts'],
    sequence: { sequencer: SlowFirst },
    // Twice the cores of a small machine, since tests also wait: for PostgreSQL, for processes, for time-outs.
    maxWorkers: Math.max(4, availableParallelism()),
    projects: [
      { test: { ...common, name: 'short, no database', include: NO_DATABASE, isolate: false } },
      ...projectsOf('short', '**/!(*.long).test.ts'),
      ...projectsOf('long', '**/*.long.test.ts'),
    ],
  },
});
