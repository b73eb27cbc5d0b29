'use client';
import { ErrorPanel } from '#components/ui/gone-wrong.tsx';

type Props = { error: unknown; retry: () => void };

export default function ErrorPage({ error, retry }: Props) {
  return <ErrorPanel error={error} retry={retry} />;
}
