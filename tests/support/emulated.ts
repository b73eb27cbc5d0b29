import { afterAll } from 'vitest';
import type { State } from '#lib/emulator/index.ts';
import { ownDatabase } from './database.ts';
import { type Emulated, type EmulatedOptions, openEmulated } from './emulated-runtime.ts';

export type { Emulated };

/** Starts a runtime with its own database, and the emulated providers, for the calling test file. */
export async function startEmulated(state: State, options: EmulatedOptions = {}): Promise<Emulated> {
  const emulated = await openEmulated(await ownDatabase(), state, options);
  afterAll(() => emulated.stop());
  return emulated;
}
