import type { Provider } from './contract.ts';
import { flexport } from './flexport/index.ts';
import { mvmnt } from './mvmnt/index.ts';

/** The providers that Fairlead speaks to. Another one is a folder beside these and a line here. */
export const providers: readonly Provider[] = [flexport, mvmnt];

/** Finds a provider by the segment of its path, or undefined. */
export function findProvider(name: string): Provider | undefined {
  return providers.find((provider) => provider.name === name);
}
