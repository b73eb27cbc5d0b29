import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { ActionForm } from '#components/settings/action-form.tsx';
import { SettingsRow, SettingsTable } from '#components/settings/table.tsx';
import { TitlePick } from '#components/settings/title-pick.tsx';
import { referenceLabel } from '#components/shipments/reference.ts';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { rich } from '#components/words/rich.tsx';
import { database } from '#db/client.ts';
import { displaySettings } from '#db/queries/display-settings.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { setTitleType } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Display') };
}

export default async function DisplayPage() {
  const [admin, { titleType, changed }, words] = await Promise.all([
    userWithRole('admin'),
    displaySettings(database()),
    readWords(),
  ]);
  const { t } = words;
  return (
    <>
      <p className="max-w-prose px-4 py-4 text-dim lg:px-6">
        {t(
          'The title of a shipment is its reference of this type. A shipment without one has the most useful reference that it has. Where several shipments may share the title, a second reference tells them apart.',
        )}
      </p>
      {admin ? (
        <ActionForm action={setTitleType} submit={t('Save')}>
          <TitlePick key={titleType} given={titleType} />
        </ActionForm>
      ) : (
        <SettingsTable label={t('Display')} heads={['Reference']}>
          <SettingsRow
            name={t('Title of shipments')}
            cells={[t(titleType ? referenceLabel(titleType) : 'Most useful')]}
          />
        </SettingsTable>
      )}
      {changed && (
        <p className="px-4 py-4 text-dim lg:px-6">
          {rich(words, 'Changed {time} by {person}.', {
            time: <RelativeTime at={changed.at} suffix=" ago" />,
            person: changed.by,
          })}
        </p>
      )}
    </>
  );
}
