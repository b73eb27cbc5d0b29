import { randomUUID } from 'node:crypto';
import { Lock, PlugZap } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { foundFor } from '#app/requests/find-choices.ts';
import { openedWith } from '#app/requests/opened-with.ts';
import { readWords } from '#app/words.ts';
import { FORMS } from '#components/requests/fields.ts';
import { RequestForm } from '#components/requests/request-form.tsx';
import { AdminList } from '#components/settings/for-admins.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { database } from '#db/client.ts';
import { listAdmins } from '#db/queries/users.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { REQUESTS, type RequestKind } from '#lib/model/request.ts';
import { SETUP_STEPS } from '#lib/model/setup.ts';
import { runtime } from '#lib/runtime.ts';
import { providerTitles } from '../../../provider-titles.ts';
import type { SearchParams } from '../../../records.ts';
import { submit } from '../../actions.ts';

type Props = { params: Promise<{ kind: string }>; searchParams: SearchParams };

const kindIn = (kind: string) => (Object.hasOwn(REQUESTS, kind) ? (kind as RequestKind) : null);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const kind = kindIn((await params).kind);
  return { title: (await readWords()).t(kind ? FORMS[kind].title : 'Not found') };
}

export default async function NewRequestPage({ params, searchParams }: Props) {
  const user = await userWithRole('operator');
  const kind = kindIn((await params).kind);
  if (!kind) notFound();
  const { t } = await readWords();
  const { reconciler } = await runtime();
  const providers = user ? reconciler.acceptedBy(kind) : [];
  const given = Object.entries(await searchParams).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value.slice(0, 500)]] : [],
  );
  const { values, was } = await openedWith(kind, providers, Object.fromEntries(given));
  return (
    <div className="flex-1 overflow-y-auto">
      <div className="border-b border-line px-4 py-4 lg:px-6">
        <h1 className="text-lg font-semibold tracking-tight">{t(FORMS[kind].title)}</h1>
      </div>
      {providers.length > 0 ? (
        <RequestForm
          kind={kind}
          providers={providers.map((value) => ({ value, label: providerTitles[value] ?? value }))}
          values={values}
          found={await foundFor({ ...values, kind })}
          was={was}
          formKey={randomUUID()}
          action={submit}
        />
      ) : user ? (
        <EmptyState icon={PlugZap} title={t('No provider accepts this yet')}>
          <p>{t('Connect the API of a source that takes requests: set its keys, and restart Fairlead.')}</p>
          <Link href="/setup#api" className={buttonClass('plain', 'mt-4')}>
            {t(SETUP_STEPS.api)}
          </Link>
        </EmptyState>
      ) : (
        <EmptyState icon={Lock} title={t('Only operators may submit requests')}>
          <p>{t('Ask an admin for the role of an operator.')}</p>
          <AdminList admins={await listAdmins(database())} />
        </EmptyState>
      )}
    </div>
  );
}
