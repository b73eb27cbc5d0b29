import { defineConfig } from 'vitest/config';
import { COMPILE_CACHE } from './lib/host/compile-cache.ts';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'tests/e2e/**', '.next/**', '.data/**'],
    globalSetup: ['tests/support/cluster.ts'],
    env: { LOG_LEVEL: 'silent', NODE_COMPILE_CACHE: COMPILE_CACHE },
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // One more than the cores of a small machine, since tests also wait for PostgreSQL.
    maxWorkers: 3,
  },
});
