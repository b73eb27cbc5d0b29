import type { Transaction } from '#db/client.ts';
import { LOCK_KEYS } from '#db/lock-keys.ts';
import type { ExceptionType } from '#lib/model/exception.ts';
import type { WorkingHours } from '#lib/model/working-hours.ts';
import { readWorkingHours } from '#lib/model/working-hours-schema.ts';

/** What admins set about exceptions. `ownerOf` gives the owner of a new one, an e-mail address; null for nobody. */
export type ExceptionSettings = {
  calendar: WorkingHours;
  ownerOf(type: ExceptionType, customer: string | null): string | null;
};

type OwnerRule = { type: ExceptionType | null; customer: string | null; owner: string };

/** The settings; the working hours do not change until the transaction ends. Removed users own nothing. */
export async function loadSettings(tx: Transaction): Promise<ExceptionSettings> {
  const [calendar, rules] = await Promise.all([
    loadWorkingHours(tx),
    tx<OwnerRule[]>`
      select type, customer, owner from exception_owners
      where owner in (select email from users where removed_at is null)`,
  ]);
  const owners = new Map(rules.map(({ type, customer, owner }) => [keyOf(type, customer), owner]));
  return {
    calendar,
    ownerOf(type, customer) {
      if (owners.size === 0) return null;
      const named = customer?.trim().toLowerCase() ?? null;
      const keys = [keyOf(type, named), keyOf(null, named), keyOf(type, null), keyOf(null, null)];
      return keys.flatMap((key) => owners.get(key) ?? []).at(0) ?? null;
    },
  };
}

const keyOf = (type: string | null, customer: string | null) => JSON.stringify([type, customer]);

/** The working hours, which do not change until the transaction ends. */
export async function loadWorkingHours(tx: Transaction): Promise<WorkingHours> {
  const [, [row]] = await Promise.all([
    tx`select pg_advisory_xact_lock_shared(${LOCK_KEYS.workingHours})`,
    tx<{ hours: unknown }[]>`select hours from working_hours_settings`,
  ]);
  return readWorkingHours(row?.hours);
}

/** Waits for the transactions that compute targets and keeps others from starting until this one ends. */
export async function holdWorkingHours(tx: Transaction): Promise<void> {
  await tx`select pg_advisory_xact_lock(${LOCK_KEYS.workingHours})`;
}
