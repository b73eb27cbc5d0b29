'use client';
import { ErrorPanel } from '#components/ui/error-panel.tsx';

type Props = { error: unknown; retry: () => void };

export default function ErrorPage({ error, retry }: Props) {
  return <ErrorPanel error={error} retry={retry} />;
}
