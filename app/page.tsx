import { redirect } from 'next/navigation';
import { HOME } from '#lib/auth/next-path.ts';

export default function Home() {
  redirect(HOME);
}
