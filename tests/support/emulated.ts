import { afterAll } from 'vitest';
import type { State } from '#lib/emulator/index.ts';
import { ownDatabase } from './database.ts';
import { type Emulated, type EmulatedOptions, openEmulated } from './emulated-tower.ts';

export type { Emulated };

/** Starts an engine over a database of its own, beside emulated providers, for the calling test file. */
export async function emulated(state: State, options: EmulatedOptions = {}): Promise<Emulated> {
  const tower = await openEmulated(await ownDatabase(), state, options);
  afterAll(() => tower.stop());
  return tower;
}
