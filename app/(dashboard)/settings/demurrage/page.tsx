import type { Metadata } from 'next';
import Link from 'next/link';
import { readWords } from '#app/words.ts';
import { ConfirmButton } from '#components/settings/confirm-button.tsx';
import { SettingsRow, SettingsTable } from '#components/settings/table.tsx';
import { TariffForm } from '#components/settings/tariff-form.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { database } from '#db/client.ts';
import { listTariffs, type TariffRow } from '#db/queries/demurrage-tariffs.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import type { Words } from '#lib/model/language.ts';
import { CHARGES } from '#lib/model/tariff.ts';
import { freeDaysText, scopeTexts, tariffText, validityText } from '#lib/model/tariff-text.ts';
import { tiersText } from '#lib/model/tariff-tiers.ts';
import { useWords } from '#words';
import { addTariff, dropTariff, saveTariff } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Demurrage') };
}

type Props = { searchParams: Promise<{ edit?: string | string[] }> };

export default async function DemurragePage({ searchParams }: Props) {
  const [admin, tariffs, { edit }, { t }] = await Promise.all([
    userWithRole('admin'),
    listTariffs(database()),
    searchParams,
    readWords(),
  ]);
  const edited = admin ? tariffs.find(({ id }) => id === edit) : undefined;
  return (
    <>
      <div className="max-w-prose space-y-2 px-4 py-4 text-dim lg:px-6">
        <p>
          {t(
            'What carriers charge for each day after free time, the day of the pick-up or return included. The most specific tariff that is valid on a day counts: for the terminal, then the port, the container type, the size.',
          )}
        </p>
        <p>
          {t(
            'The last free day at the terminal comes from the source. The free days of detention count from the day on which a container left the terminal, those of a combined tariff from its discharge.',
          )}
        </p>
      </div>
      {admin && !edited && <TariffForm key="new" action={addTariff} />}
      {edited && <EditedTariff tariff={edited} />}
      <Tariffs tariffs={tariffs} isAdmin={admin !== null} />
    </>
  );
}

function EditedTariff({ tariff }: { tariff: TariffRow }) {
  const words = useWords();
  const { t } = words;
  return (
    <section aria-labelledby="edited">
      <h2 id="edited" className="px-4 text-sm font-semibold lg:px-6">
        {t('Change {tariff}', { tariff: tariffText(tariff, words) })}
      </h2>
      <TariffForm key={tariff.id} action={saveTariff} stored={tariff} />
      <p className="px-4 py-3 text-xs lg:px-6">
        <Link href="/settings/demurrage" className="text-accent hover:underline">
          {t('Close and set another tariff')}
        </Link>
      </p>
    </section>
  );
}

const HEADS = ['Carrier', 'Charge', 'For', 'Valid¦period', 'Free days', 'From day: rate'];

function Tariffs({ tariffs, isAdmin }: { tariffs: readonly TariffRow[]; isAdmin: boolean }) {
  const words = useWords();
  const { t } = words;
  if (tariffs.length === 0) return <p className="px-4 py-4 text-dim lg:px-6">{t('No tariffs.')}</p>;
  return (
    <SettingsTable label={t('Tariffs')} heads={[...HEADS, ...(isAdmin ? [''] : [])]}>
      {tariffs.map((tariff) => {
        const { id, carrier } = tariff;
        const of = tariffText(tariff, words);
        const acts = (
          <span key="acts" className="inline-flex items-center gap-1">
            <Link
              href={`?edit=${id}`}
              aria-label={t('{label}: {text}', { label: t('Change'), text: of })}
              className={buttonClass('ghost', 'h-7 text-xs')}
            >
              {t('Change')}
            </Link>
            <ConfirmButton
              action={dropTariff}
              label={t('Remove')}
              of={of}
              fields={{ id }}
              title={t('Remove the tariff {tariff}?', { tariff: of })}
              consequence={t(
                'Demurrage and detention of its containers are derived again without it, or by a less specific tariff.',
              )}
            />
          </span>
        );
        return <SettingsRow key={id} name={carrier} cells={[...cellsOf(tariff, words), ...(isAdmin ? [acts] : [])]} />;
      })}
    </SettingsTable>
  );
}

function cellsOf(tariff: TariffRow, words: Words): string[] {
  const { t } = words;
  const { charge, chargeBasis, currency, tiers } = tariff;
  const rates = `${currency} ${tiersText(tiers)}`;
  return [
    t(CHARGES[charge]),
    words.list(scopeTexts(tariff, words)) || t('Every container'),
    validityText(tariff, words) || t('Always'),
    freeDaysText(tariff, words) || t('From the source'),
    chargeBasis === 'working' ? t('{rates}, working days', { rates }) : rates,
  ];
}
