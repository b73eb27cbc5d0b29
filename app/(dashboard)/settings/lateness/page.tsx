import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { ActionForm, Field } from '#components/settings/action-form.tsx';
import { SettingsRow, SettingsTable } from '#components/settings/table.tsx';
import { inWords } from '#components/shipments/words.ts';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { rich } from '#components/words/rich.tsx';
import { database } from '#db/client.ts';
import { latenessSettings } from '#db/queries/lateness.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import type { Words } from '#lib/model/language.ts';
import {
  DEFAULT_LATENESS,
  LATENESS_KEYS,
  LATENESS_UNITS,
  type LatenessKey,
  MAX_LATENESS,
} from '#lib/model/lateness-limits.ts';
import { setLateness } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Lateness') };
}

const LABELS = { d: '{subject}, days', h: '{subject}, hours' } as const;
const labelOf = (key: LatenessKey, { t }: Words) => t(LABELS[LATENESS_UNITS[key]], { subject: t(inWords(key)) });

export default async function LatenessPage() {
  const [admin, { limits, changed, isRecalculating }, words] = await Promise.all([
    userWithRole('admin'),
    latenessSettings(database()),
    readWords(),
  ]);
  const { t } = words;
  const defaults = LATENESS_KEYS.map((key) => `${labelOf(key, words)} ${DEFAULT_LATENESS[key]}`).join('; ');
  return (
    <>
      <div className="max-w-prose space-y-2 px-4 py-4 text-dim lg:px-6">
        <p>
          {t(
            'An arrival counts as late from this far behind its plan, or its first estimate if there is no plan. Days are calendar days at the place; hours apply where both times have a time of day.',
          )}
        </p>
        <p>
          {t(
            'A purchase order is compared with its required delivery date. Below these limits something is shown as behind, in amber.',
          )}
        </p>
        {isRecalculating && <p role="status">{t('The lists are being recalculated with the new limits.')}</p>}
      </div>
      {admin ? (
        <ActionForm action={setLateness} submit={t('Save')}>
          {LATENESS_KEYS.map((key) => (
            <Field
              key={`${key} ${limits[key]}`}
              label={labelOf(key, words)}
              name={key}
              type="number"
              min={1}
              max={MAX_LATENESS[LATENESS_UNITS[key]]}
              step={1}
              required
              defaultValue={limits[key]}
            />
          ))}
        </ActionForm>
      ) : (
        <SettingsTable label={t('Limits of lateness')} heads={['Late from']}>
          {LATENESS_KEYS.map((key) => (
            <SettingsRow key={key} name={labelOf(key, words)} cells={[limits[key]]} />
          ))}
        </SettingsTable>
      )}
      <p className="px-4 py-4 text-dim lg:px-6">
        {changed
          ? rich(words, 'Changed {time} by {person}. Defaults: {defaults}.', {
              time: <RelativeTime at={changed.at} suffix=" ago" />,
              person: changed.by,
              defaults,
            })
          : t('These are the defaults.')}
      </p>
    </>
  );
}
