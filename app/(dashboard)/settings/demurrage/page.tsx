import type { Metadata } from 'next';
import { ActionButton } from '#components/settings/action-form.tsx';
import { SettingsRow, SettingsTable } from '#components/settings/table.tsx';
import { TariffForm } from '#components/settings/tariff-form.tsx';
import { database } from '#db/client.ts';
import { listTariffs, type TariffRow } from '#db/queries/demurrage-tariffs.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { TARIFF_SIZES, tiersText } from '#lib/model/demurrage.ts';
import { addTariff, dropTariff } from './actions.ts';

export const metadata: Metadata = { title: 'Demurrage' };

export default async function DemurragePage() {
  const [admin, tariffs] = await Promise.all([userWithRole('admin'), listTariffs(database())]);
  return (
    <>
      <p className="max-w-prose px-4 py-4 text-dim lg:px-6">
        What carriers charge for each calendar day after the last free day, the day of the pick-up included. Exceptions
        about free time show what is due so far and in a week; those of other carriers show no amount.
      </p>
      {admin && <TariffForm action={addTariff} />}
      <Tariffs tariffs={tariffs} isAdmin={admin !== null} />
    </>
  );
}

function Tariffs({ tariffs, isAdmin }: { tariffs: readonly TariffRow[]; isAdmin: boolean }) {
  if (tariffs.length === 0) return <p className="px-4 py-4 text-dim lg:px-6">No tariffs.</p>;
  return (
    <SettingsTable label="Tariffs" heads={['Carrier', 'Size', 'Currency', 'From day: rate', ...(isAdmin ? [''] : [])]}>
      {tariffs.map(({ id, carrier, size, currency, tiers }) => {
        const remove = <ActionButton key="remove" action={dropTariff} label="Remove" of={carrier} fields={{ id }} />;
        const cells = [size === null ? 'Every size' : TARIFF_SIZES[size], currency, tiersText(tiers)];
        return <SettingsRow key={id} name={carrier} cells={isAdmin ? [...cells, remove] : cells} />;
      })}
    </SettingsTable>
  );
}
