import type { Metadata } from 'next';
import { ActionForm, Field } from '#components/settings/action-form.tsx';
import { requireUser } from '#lib/auth/require-user.ts';
import { setPassword } from './actions.ts';

export const metadata: Metadata = { title: 'Your account' };

export default async function AccountPage() {
  const { email, name, role } = await requireUser();
  return (
    <>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1 border-b border-line px-4 py-4 lg:px-6">
        <dt className="text-dim">Name</dt>
        <dd>{name ?? 'Not stated'}</dd>
        <dt className="text-dim">E-mail address</dt>
        <dd>{email}</dd>
        <dt className="text-dim">Role</dt>
        <dd className="capitalize">{role}</dd>
      </dl>
      <ActionForm action={setPassword} submit="Change password">
        <Field label="Present password" name="old" type="password" autoComplete="current-password" required />
        <Field label="New password" name="fresh" type="password" autoComplete="new-password" required />
      </ActionForm>
    </>
  );
}
