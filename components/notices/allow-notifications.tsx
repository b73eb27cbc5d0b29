'use client';
import { useState, useSyncExternalStore } from 'react';
import { useWords } from '#words';
import { Button } from '../ui/button.tsx';

const never = () => () => {};
const permission = () => (typeof Notification === 'undefined' ? 'unsupported' : Notification.permission);

/** Lets the browser show new notices. Nothing where it cannot, or may already. */
export function AllowNotifications() {
  const { t } = useWords();
  const [, setAnswered] = useState(false);
  const state = useSyncExternalStore(never, permission, () => 'unsupported');
  if (state === 'unsupported' || state === 'granted') return null;
  if (state === 'denied')
    return <p className="text-xs text-dim">{t('Your browser does not allow notifications here.')}</p>;
  return (
    <Button onClick={() => void Notification.requestPermission().then(() => setAnswered(true))}>
      {t('Show new ones as notifications')}
    </Button>
  );
}
