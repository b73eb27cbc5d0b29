import { rmSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { startServer } from '#tests/support/server.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const dataDir = temporaryFolder();
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

it('two first starts on one empty folder: one serves, the other exits with the reason', async () => {
  const start = () => startServer({ env: { DATA_DIR: dataDir }, until: 'gateway', flags: ['--web'] });
  const [one, other] = await Promise.allSettled([start(), start()]);
  const servers = [one, other].filter((start) => start.status === 'fulfilled');
  const reasons = [one, other].filter((start) => start.status === 'rejected').map(({ reason }) => String(reason));
  await Promise.all(servers.map(({ value }) => value.stop()));
  expect(servers).toHaveLength(1);
  expect(reasons).toEqual([expect.stringContaining(`Another Fairlead uses ${dataDir}`)]);
});
