import type { Provider } from './contract.ts';
import { flexport } from './flexport/index.ts';
import { mvmnt } from './mvmnt/index.ts';

/** All providers. To add one, add a folder and a line here. */
export const providers: readonly Provider[] = [flexport, mvmnt];

/** Finds a provider by the segment of its path, or undefined. */
export function findProvider(name: string): Provider | undefined {
  return providers.find((provider) => provider.name === name);
}
