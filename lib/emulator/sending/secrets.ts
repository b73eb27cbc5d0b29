import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProviderName } from '#lib/emulator/world/shipment-timeline.ts';

export type Env = Readonly<Record<string, string | undefined>>;

export const SECRET_KEYS = { flexport: 'FLEXPORT_WEBHOOK_SECRET', mvmnt: 'MVMNT_WEBHOOK_TOKEN' } as const;

/** The current secret: from the environment, otherwise the one that the server generated and stored. */
export async function findSecret(provider: ProviderName, env: Env): Promise<string | null> {
  const key = SECRET_KEYS[provider];
  if (env[key]) return env[key].split(',')[0] ?? null;
  try {
    const text = await readFile(join(env.DATA_DIR || '.data', 'secrets.json'), 'utf8');
    const kept = JSON.parse(text) as Record<string, string>;
    return kept[key]?.split(',')[0] ?? null;
  } catch {
    return null;
  }
}
