import { spawn } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Misconfigured } from '#lib/errors.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The sources of the screens. */
const SOURCES = [
  'app/**/*',
  'components/**/*',
  'db/**/*.ts',
  'lib/**/*.ts',
  'public/**/*',
  'next.config.js',
  'postcss.config.mjs',
  'proxy.ts',
  'package-lock.json',
];

/** Whether `next build` has to run: there is no build, or a source is newer. */
export function needsBuild(root: string): boolean {
  const built = statSync(join(root, '.next', 'BUILD_ID'), { throwIfNoEntry: false });
  if (!built) return true;
  return globSync(SOURCES, { cwd: root }).some((file) => statSync(join(root, file)).mtimeMs > built.mtimeMs);
}

/** Runs `next build`. Throws `Misconfigured` with the end of its output when it fails. */
export async function buildPages(root: string): Promise<void> {
  const next = createRequire(join(root, 'package.json')).resolve('next/dist/bin/next');
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk).slice(-4_000);
    });
  }
  const end = () => child.kill();
  process.once('exit', end);
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  process.removeListener('exit', end);
  if (code !== 0) throw new Misconfigured([`The pages could not be built:\n${output.trim()}`]);
}

/** Opens Next, which answers pages, the REST API and sign-in. */
export async function openPages(
  root: string,
  dev: boolean,
  server: Server,
  host: string,
  port: number,
): Promise<Handler> {
  const { default: next } = await import('next');
  const app = next({ dev, dir: root, httpServer: server, hostname: host, port });
  await app.prepare();
  return app.getRequestHandler();
}
