import { PersonalForm } from '#components/settings/personal-form.tsx';
import { database } from '#db/client.ts';
import { listNavViews } from '#db/queries/saved-views.ts';
import { personalOf } from '../personal.ts';
import { setPersonal } from './personal-actions.ts';

/** How the user sees the pages: clock, units, start page and the title of shipments. */
export async function PersonalSection({ userId }: { userId: string }) {
  const [settings, views] = await Promise.all([personalOf(), listNavViews(database(), userId)]);
  return (
    <section aria-labelledby="personal">
      <h2 id="personal" className="px-4 pt-4 font-semibold lg:px-6">
        Your display
      </h2>
      <PersonalForm action={setPersonal} settings={settings} views={views} zones={Intl.supportedValuesOf('timeZone')} />
    </section>
  );
}
