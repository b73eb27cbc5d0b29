import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'tests/e2e/**', '.next/**', '.data/**'],
    globalSetup: ['tests/support/cluster.ts'],
    env: { LOG_LEVEL: 'silent' },
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // One more than the cores of a small machine, since tests also wait for PostgreSQL.
    maxWorkers: 3,
  },
});
