import { globSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { defineConfig } from 'vitest/config';
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

/** Tests that call route handlers and pages, whose runtime is opened once for each process, or put others in place of modules. */
const OWN_PROCESS = [
  'tests/flow/oracle.test.ts',
  ...globSync('tests/**/*.test.ts', { cwd: import.meta.dirname }).filter((path) =>
    /extendEnv\(|vi\.mock\(/.test(readFileSync(join(import.meta.dirname, path), 'utf8')),
  ),
];

export default defineConfig({
  test: {
    globalSetup: ['tests/support/cluster.ts'],
    sequence: { sequencer: SlowFirst },
    // Twice the cores of a small machine, since tests also wait: for PostgreSQL, for processes, for time-outs.
    maxWorkers: Math.max(4, availableParallelism()),
    projects: [
      { test: { ...common, name: 'own process', include: OWN_PROCESS } },
      {
        test: {
          ...common,
          name: 'shared process',
          include: ['**/*.test.ts'],
          exclude: [...common.exclude, ...OWN_PROCESS],
          isolate: false,
        },
      },
    ],
  },
});
