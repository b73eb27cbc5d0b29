import type { Metadata } from 'next';
import Link from 'next/link';
import { ConfirmButton } from '#components/settings/confirm-button.tsx';
import { SettingsRow, SettingsTable } from '#components/settings/table.tsx';
import { TariffForm } from '#components/settings/tariff-form.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { database } from '#db/client.ts';
import { listTariffs, type TariffRow } from '#db/queries/demurrage-tariffs.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { CHARGES } from '#lib/model/tariff.ts';
import { freeDaysText, scopeTexts, tariffText, validityText } from '#lib/model/tariff-text.ts';
import { tiersText } from '#lib/model/tariff-tiers.ts';
import { addTariff, dropTariff, saveTariff } from './actions.ts';

export const metadata: Metadata = { title: 'Demurrage' };

type Props = { searchParams: Promise<{ edit?: string | string[] }> };

export default async function DemurragePage({ searchParams }: Props) {
  const [admin, tariffs, { edit }] = await Promise.all([userWithRole('admin'), listTariffs(database()), searchParams]);
  const edited = admin ? tariffs.find(({ id }) => id === edit) : undefined;
  return (
    <>
      <div className="max-w-prose space-y-2 px-4 py-4 text-dim lg:px-6">
        <p>
          What carriers charge for each day after free time, the day of the pick-up or return included. The most
          specific tariff that is valid on a day counts: for the terminal, then the port, the container type, the size.
        </p>
        <p>
          The last free day at the terminal comes from the source. The free days of detention count from the day on
          which a container left the terminal, those of a combined tariff from its discharge.
        </p>
      </div>
      {admin && !edited && <TariffForm key="new" action={addTariff} />}
      {edited && <EditedTariff tariff={edited} />}
      <Tariffs tariffs={tariffs} isAdmin={admin !== null} />
    </>
  );
}

function EditedTariff({ tariff }: { tariff: TariffRow }) {
  return (
    <section aria-labelledby="edited">
      <h2 id="edited" className="px-4 text-sm font-semibold lg:px-6">
        {`Change ${tariffText(tariff)}`}
      </h2>
      <TariffForm key={tariff.id} action={saveTariff} stored={tariff} />
      <p className="px-4 py-3 text-xs lg:px-6">
        <Link href="/settings/demurrage" className="text-accent hover:underline">
          Close and set another tariff
        </Link>
      </p>
    </section>
  );
}

const HEADS = ['Carrier', 'Charge', 'For', 'Valid', 'Free days', 'From day: rate'];

function Tariffs({ tariffs, isAdmin }: { tariffs: readonly TariffRow[]; isAdmin: boolean }) {
  if (tariffs.length === 0) return <p className="px-4 py-4 text-dim lg:px-6">No tariffs.</p>;
  return (
    <SettingsTable label="Tariffs" heads={[...HEADS, ...(isAdmin ? [''] : [])]}>
      {tariffs.map((tariff) => {
        const { id, carrier } = tariff;
        const of = tariffText(tariff);
        const acts = (
          <span key="acts" className="inline-flex items-center gap-1">
            <Link href={`?edit=${id}`} aria-label={`Change: ${of}`} className={buttonClass('ghost', 'h-7 text-xs')}>
              Change
            </Link>
            <ConfirmButton
              action={dropTariff}
              label="Remove"
              of={of}
              fields={{ id }}
              title={`Remove the tariff ${of}?`}
              consequence="Demurrage and detention of its containers are derived again without it, or by a less specific tariff."
            />
          </span>
        );
        return <SettingsRow key={id} name={carrier} cells={[...cellsOf(tariff), ...(isAdmin ? [acts] : [])]} />;
      })}
    </SettingsTable>
  );
}

function cellsOf(tariff: TariffRow): string[] {
  const { charge, chargeBasis, currency, tiers } = tariff;
  const working = chargeBasis === 'working' ? ', working days' : '';
  return [
    CHARGES[charge],
    scopeTexts(tariff).join(', ') || 'Every container',
    validityText(tariff) || 'Always',
    freeDaysText(tariff) || 'From the source',
    `${currency} ${tiersText(tiers)}${working}`,
  ];
}
