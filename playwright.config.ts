import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { findBrowser } from './tests/e2e/browser.ts';

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results',
  // Each worker has a product and a browser of its own, which take about two cores together.
  workers: Math.max(3, Math.floor(availableParallelism() / 2)),
  timeout: 480_000,
  expect: { timeout: 40_000 },
  reporter: [['list']],
  projects: [
    { name: 'long', testMatch: '**/*.long.spec.ts' },
    { name: 'short', testIgnore: '**/*.long.spec.ts' },
  ],
  globalSetup: './tests/e2e/setup.ts',
  use: {
    launchOptions: {
      executablePath: findBrowser(),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
    // Requests that tests answer themselves must not pass a worker; the test of the offline page allows it.
    serviceWorkers: 'block',
    // Recording traces slows every test: `npm run e2e -- --trace retain-on-failure` records them.
    screenshot: 'only-on-failure',
  },
});
