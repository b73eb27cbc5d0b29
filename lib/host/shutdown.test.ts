import { describe, expect, it, vi } from 'vitest';
import { log } from '#lib/log.ts';
import { stopAll, stopWithin } from '#lib/stop-all.ts';
import { openShutdown } from './shutdown.ts';

const logged = () => {
  const written = vi.spyOn(log, 'error').mockImplementation(() => {});
  return () => written.mock.calls.map(([fields]) => (fields as { part: string }).part);
};

describe('stopping all parts', () => {
  it('runs every stage although parts fail, logs each failure and reports them at the end', async () => {
    const parts = logged();
    const stopped: string[] = [];
    const stop = (name: string, reason?: string) => async () => {
      stopped.push(name);
      if (reason) throw new Error(reason);
    };
    const all = stopAll([
      { worker: stop('worker', 'stuck'), loop: stop('loop') },
      { receiver: stop('receiver'), queue: () => Promise.reject(new Error('gone')) },
      { connections: stop('connections') },
    ]);
    await expect(all).rejects.toThrow('stuck; gone');
    expect(stopped).toEqual(['worker', 'loop', 'receiver', 'connections']);
    expect(parts()).toEqual(['worker', 'queue']);
  });

  it('reports a part that throws at once like one that rejects', async () => {
    logged();
    const after = vi.fn();
    const fail = () => {
      throw new Error('no');
    };
    await expect(stopAll([{ fail }, { after }])).rejects.toThrow('no');
    expect(after).toHaveBeenCalledOnce();
  });

  it('stops waiting for a part after its timeout', async () => {
    await expect(stopWithin(20, () => new Promise(() => {}))).rejects.toThrow('not stopped within 20 ms');
    await expect(stopWithin(20, () => 'done')).resolves.toBeUndefined();
  });
});

describe('the shutdown of a process', () => {
  it('runs every step, the last opened first, and returns whether all succeeded', async () => {
    const parts = logged();
    const taken: string[] = [];
    const shutdown = openShutdown(50);
    shutdown.add('database', () => taken.push('database'));
    shutdown.add('gateway', () => Promise.reject(new Error('no')));
    shutdown.add('worker', () => new Promise(() => {}));
    shutdown.add('pages', () => taken.push('pages'));
    expect(await shutdown.run()).toBe(false);
    expect(taken).toEqual(['pages', 'database']);
    expect(parts()).toEqual(['worker', 'gateway']);
    expect(await shutdown.run()).toBe(true);
  });
});
