import type { Metadata } from 'next';
import { ActionForm, Field } from '#components/settings/action-form.tsx';
import { SettingsRow, SettingsTable } from '#components/settings/table.tsx';
import { inWords } from '#components/shipments/words.ts';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { database } from '#db/client.ts';
import { latenessSettings } from '#db/queries/lateness.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import {
  DEFAULT_LATENESS,
  LATENESS_KEYS,
  LATENESS_UNITS,
  type LatenessKey,
  MAX_LATENESS,
} from '#lib/model/lateness-limits.ts';
import { setLateness } from './actions.ts';

export const metadata: Metadata = { title: 'Lateness' };

const UNITS = { d: 'days', h: 'hours' } as const;
const labelOf = (key: LatenessKey) => `${inWords(key)}, ${UNITS[LATENESS_UNITS[key]]}`;

export default async function LatenessPage() {
  const [admin, { limits, changed, isRecalculating }] = await Promise.all([
    userWithRole('admin'),
    latenessSettings(database()),
  ]);
  return (
    <>
      <div className="max-w-prose space-y-2 px-4 py-4 text-dim lg:px-6">
        <p>
          An arrival counts as late from this far behind its plan, or its first estimate if there is no plan. Days are
          calendar days at the place; hours apply where both times have a time of day.
        </p>
        <p>
          A purchase order is compared with its required delivery date. Below these limits something is shown as behind,
          in amber.
        </p>
        {isRecalculating && <p role="status">The lists are being recalculated with the new limits.</p>}
      </div>
      {admin ? (
        <ActionForm action={setLateness} submit="Save">
          {LATENESS_KEYS.map((key) => (
            <Field
              key={`${key} ${limits[key]}`}
              label={labelOf(key)}
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
        <SettingsTable label="Limits of lateness" heads={['Late from']}>
          {LATENESS_KEYS.map((key) => (
            <SettingsRow key={key} name={labelOf(key)} cells={[limits[key]]} />
          ))}
        </SettingsTable>
      )}
      <p className="px-4 py-4 text-dim lg:px-6">
        {changed ? (
          <>
            Changed <RelativeTime at={changed.at} suffix=" ago" /> by {changed.by}.
          </>
        ) : (
          'These are the defaults.'
        )}{' '}
        {changed && `Defaults: ${LATENESS_KEYS.map((key) => `${labelOf(key)} ${DEFAULT_LATENESS[key]}`).join('; ')}.`}
      </p>
    </>
  );
}
