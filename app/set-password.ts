import { z } from 'zod';
import { database } from '#db/client.ts';
import { setPasswordByLink } from '#lib/auth/password-links.ts';
import { requestAddress } from '#lib/auth/request-client.ts';
import type { AccountLinkKind } from '#lib/model/account-link.ts';

const shape = z.object({
  token: z.string().max(100),
  password: z.string().max(2048),
  repeated: z.string().max(2048),
});

/** Sets the password of a link's account by a form. Returns its e-mail address, or why the password was not set. */
export async function setPasswordByForm(
  kind: AccountLinkKind,
  form: FormData,
): Promise<{ email: string; password: string } | { problem: string; isOver: boolean }> {
  const parsed = shape.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { problem: 'This is not a valid password.', isOver: false };
  const { token, password, repeated } = parsed.data;
  if (password !== repeated) return { problem: 'The two passwords differ.', isOver: false };
  const set = await setPasswordByLink(database(), { kind, token, password, address: await requestAddress() });
  return 'email' in set ? { email: set.email, password } : set;
}
