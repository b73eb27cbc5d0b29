import { defineConfig } from 'vitest/config';

/** The tests without a database, fast enough to run once for each mutant. */
export default defineConfig({
  test: {
    include: ['lib/projections/*.test.ts', 'lib/providers/**/*.test.ts', 'tests/providers/*.test.ts'],
    exclude: [
      '**/node_modules/**',
      'lib/projections/{apply,record}.test.ts',
      'lib/providers/http.test.ts',
      'lib/providers/**/any-payload.test.ts',
    ],
    setupFiles: ['tests/mutation/setup.ts'],
    env: { LOG_LEVEL: 'silent' },
    isolate: false,
    maxWorkers: 1,
  },
});
