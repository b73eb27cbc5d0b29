import { FlaskConical } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { readWords } from '#app/words.ts';
import { LiveRefresh } from '#components/live/live-refresh.tsx';
import { ActionForm, Field, Pick } from '#components/settings/action-form.tsx';
import { StepSection } from '#components/setup/step-section.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { LinkTabs } from '#components/ui/link-tabs.tsx';
import { userWithRole } from '#lib/auth/require-user.ts';
import { ROLES } from '#lib/auth/roles.ts';
import type { SetupStep } from '#lib/model/setup.ts';
import { findProvider, providers } from '#lib/providers/index.ts';
import { AdminsOnly } from '../admins-only.tsx';
import type { SearchParams } from '../records.ts';
import { inviteUser } from '../settings/people/actions.ts';
import { resume, skip } from './actions.ts';
import { ApiStep } from './api-step.tsx';
import { EventStep } from './event-step.tsx';
import { readSetup } from './read-setup.ts';
import { SourceStep } from './source-step.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).t('Set-up') };
}

export default async function SetupPage({ searchParams }: { searchParams: SearchParams }) {
  if (!(await userWithRole('admin'))) return <AdminsOnly />;
  const { t } = await readWords();
  const [setup, { source }] = await Promise.all([readSetup(), searchParams]);
  if (!setup) {
    return (
      <EmptyState icon={FlaskConical} title={t('This is the demo')} heading="h1">
        <p>{t('It is set up already.')}</p>
      </EmptyState>
    );
  }
  const chosen = typeof source === 'string' ? findProvider(source) : undefined;
  const provider = chosen ?? providers.find(({ name }) => setup.secretsOf.has(name)) ?? providers[0];
  if (!provider) return null;
  const step = (name: SetupStep) => ({ step: name, state: setup.states[name], skip, resume });
  return (
    <div className="flex-1 overflow-y-auto">
      <LiveRefresh />
      <div className="border-b border-line px-4 pt-4 lg:px-6">
        <h1 className="text-lg font-semibold tracking-tight">{t('Set up Fairlead')}</h1>
        <p className="mb-2 max-w-prose text-dim">
          {t('Steps 1 to 3 are about one source. Do them for one now, and for the other whenever you like.')}
        </p>
        <LinkTabs
          label={t('Source')}
          current={provider.name}
          tabs={providers.map(({ name, title }) => ({ key: name, label: title, href: `/setup?source=${name}` }))}
        />
      </div>
      <StepSection {...step('source')}>
        <SourceStep provider={provider} hasSecret={setup.secretsOf.has(provider.name)} />
      </StepSection>
      <StepSection {...step('event')}>
        <EventStep provider={provider} />
      </StepSection>
      <StepSection {...step('api')}>
        <ApiStep provider={provider} />
      </StepSection>
      <StepSection {...step('colleague')}>
        <ActionForm action={inviteUser} submit={t('Invite')}>
          <Field label={t('E-mail address')} name="email" type="email" required />
          <Field label={t('Name')} name="name" maxLength={100} />
          <Pick label={t('Role')} name="role" options={ROLES} />
        </ActionForm>
      </StepSection>
      <StepSection {...step('rule')}>
        <p className="max-w-prose px-4 pb-3 text-dim lg:px-6">
          {t(
            'A rule tells people by e-mail, Slack, Teams or webhook when a shipment departs, arrives or is delivered, or when an exception opens.',
          )}
        </p>
        <p className="px-4 pb-4 lg:px-6">
          <Link href="/settings/notifications" className={buttonClass()}>
            {t('Add a rule')}
          </Link>
        </p>
      </StepSection>
    </div>
  );
}
