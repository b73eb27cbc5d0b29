import { readWords } from '#app/words.ts';
import { PersonalForm } from '#components/settings/personal-form.tsx';
import { database } from '#db/client.ts';
import { listNavViews } from '#db/queries/saved-views.ts';
import { personalOf } from '../personal.ts';
import { setPersonal } from './personal-actions.ts';

/** How the user sees the pages: language, clock, units, start page and the title of shipments. */
export async function PersonalSection({ userId }: { userId: string }) {
  const [settings, views, { t }] = await Promise.all([personalOf(), listNavViews(database(), userId), readWords()]);
  return (
    <section aria-labelledby="personal">
      <h2 id="personal" className="px-4 pt-4 font-semibold lg:px-6">
        {t('Your display')}
      </h2>
      <p className="max-w-prose px-4 pt-1 text-dim lg:px-6">
        {t('Files and notifications are in English. The readers of pages that you share choose their own language.')}
      </p>
      <PersonalForm action={setPersonal} settings={settings} views={views} zones={Intl.supportedValuesOf('timeZone')} />
    </section>
  );
}
