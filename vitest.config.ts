import { relative } from 'node:path';
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

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'tests/e2e/**', '.next/**', '.data/**'],
    globalSetup: ['tests/support/cluster.ts'],
    env: { LOG_LEVEL: 'silent', NODE_COMPILE_CACHE: COMPILE_CACHE },
    testTimeout: 240_000,
    hookTimeout: 240_000,
    sequence: { sequencer: SlowFirst },
    // Twice the cores of a small machine, since tests also wait: for PostgreSQL, for processes, for time-outs.
    maxWorkers: 4,
  },
});
