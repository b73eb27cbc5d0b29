import { ownSecondFactor } from '#app/factor-owner.ts';
import { readWords } from '#app/words.ts';
import { OwnTwoFactor } from '#components/settings/two-factor.tsx';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { rich } from '#components/words/rich.tsx';
import { RECOVERY_CODES } from '#lib/auth/recovery-codes.ts';
import type { SessionUser } from '#lib/auth/sessions.ts';
import { beginTwoFactor, confirmTwoFactor, renewCodes, turnOff } from './two-factor-actions.ts';

/** Two-factor authentication of the signed-in user. */
export async function TwoFactorSection({ user }: { user: SessionUser }) {
  const [factor, words] = await Promise.all([ownSecondFactor(user), readWords()]);
  const { t } = words;
  return (
    <section aria-labelledby="two-factor" className="flex flex-col gap-3 border-b border-line px-4 py-4 lg:px-6">
      <h2 id="two-factor" className="text-sm font-semibold">
        {t('Two-factor authentication')}
      </h2>
      <p className="max-w-prose text-dim">
        {factor.state === 'on'
          ? rich(words, 'On since {time}. {left} of {all} recovery codes are left.', {
              time: <RelativeTime at={factor.since} suffix=" ago" />,
              left: factor.codesLeft,
              all: RECOVERY_CODES,
            })
          : t(
              'Off. When it is on, signing in with your password also needs a code of an authenticator app on your phone.',
            )}
      </p>
      <OwnTwoFactor
        factor={factor}
        actions={{ begin: beginTwoFactor, confirm: confirmTwoFactor, renew: renewCodes, remove: turnOff }}
      />
    </section>
  );
}
