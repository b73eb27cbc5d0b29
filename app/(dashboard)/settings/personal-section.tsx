import { PersonalForm } from '#components/settings/personal-form.tsx';
import { database } from '#db/client.ts';
import { listNavViews } from '#db/queries/saved-views.ts';
import { LANGUAGES } from '#lib/model/language.ts';
import { personalOf } from '../personal.ts';
import { setPersonal } from './personal-actions.ts';

/** The languages of shared pages besides English, each by its own name. */
const { en: _english, ...OTHER_LANGUAGES } = LANGUAGES;
const OTHERS = Object.values(OTHER_LANGUAGES);

/** How the user sees the pages: clock, units, start page and the title of shipments. */
export async function PersonalSection({ userId }: { userId: string }) {
  const [settings, views] = await Promise.all([personalOf(), listNavViews(database(), userId)]);
  return (
    <section aria-labelledby="personal">
      <h2 id="personal" className="px-4 pt-4 font-semibold lg:px-6">
        Your display
      </h2>
      <p className="max-w-prose px-4 pt-1 text-dim lg:px-6">
        These pages, files and notifications are in English. Pages that you share with customers can also be read in{' '}
        {OTHERS.join(' and ')}: their readers choose.
      </p>
      <PersonalForm action={setPersonal} settings={settings} views={views} zones={Intl.supportedValuesOf('timeZone')} />
    </section>
  );
}
