'use client';
import { GoneWrong } from '#components/ui/gone-wrong.tsx';

type Props = { error: unknown; retry: () => void };

export default function ErrorPage({ error, retry }: Props) {
  return <GoneWrong error={error} retry={retry} />;
}
