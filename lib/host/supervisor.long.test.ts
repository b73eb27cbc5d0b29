import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { eventually } from '#tests/support/await.ts';
import { type ProcessSpec, type Supervised, supervise } from './supervisor.ts';

async function started(more: Partial<ProcessSpec> = {}): Promise<Supervised> {
  const entry = join(import.meta.dirname, '../../tests/support/idle-child.ts');
  const env = { PATH: process.env.PATH, LOG_LEVEL: 'silent' };
  const part = supervise({ role: 'test', entry, env, heapMb: 64, rssMb: 512, ...more });
  onTestFinished(() => part.stop().catch(() => {}));
  await part.ready;
  await eventually(
    async () => part.vitals(),
    (vitals) => vitals !== null,
  );
  return part;
}

const again = (part: Supervised, before: number) =>
  eventually(
    async () => part.vitals(),
    (vitals) => vitals !== null && vitals.pid !== before && part.isReady(),
  );

describe('a supervised process', () => {
  it('that was killed is restarted', async () => {
    const part = await started();
    const before = part.vitals()?.pid ?? 0;
    process.kill(before, 'SIGKILL');
    expect((await again(part, before))?.restarts).toBe(1);
  });

  it('that hangs is killed and restarted', async () => {
    const part = await started({ silenceMs: 3_000 });
    const before = part.vitals()?.pid ?? 0;
    part.send({ type: 'reconcile' });
    expect((await again(part, before))?.restarts).toBe(1);
  });

  it('that exceeds its memory limit is replaced', async () => {
    const part = await started({ rssMb: 1 });
    const before = part.vitals()?.pid ?? 0;
    expect((await again(part, before))?.restarts).toBe(1);
  });

  it('that stops cleanly exits with 0, and one with a part that does not stop with 1', async () => {
    await expect((await started()).stop()).resolves.toBeUndefined();
    const env = { PATH: process.env.PATH, LOG_LEVEL: 'silent', STOP_FAILS: '1' };
    await expect((await started({ env })).stop()).rejects.toThrow('the test process ended with 1');
  });
});
