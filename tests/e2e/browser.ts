import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** The shell without windows first: the tests need a third less time with it. */
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * Finds a Chromium: an installed one, else Playwright's own, else one that it installs through Playwright or,
 * if that fails, Debian's packages. Throws with instructions if there is none.
 */
export function findBrowser(): string {
  const found = installed() ?? playwrights();
  if (found) return found;
  process.stdout.write('No Chromium is installed; installing one for the browser tests\n');
  attempt('npx', ['playwright', 'install', 'chromium']);
  if (!playwrights() && process.getuid?.() === 0) {
    attempt('apt-get', ['update', '-qq']);
    attempt('apt-get', ['install', '-y', '-qq', 'chromium-headless-shell']);
  }
  const now = playwrights() ?? installed();
  if (!now) throw new Error('The browser tests need Chromium: install it, or run `npx playwright install chromium`');
  return now;
}

function installed(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((path) => existsSync(path));
}

function playwrights(): string | undefined {
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

function attempt(command: string, args: string[]): void {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 300_000 });
  } catch {
    // The caller checks for the result and reports if it is missing.
  }
}
