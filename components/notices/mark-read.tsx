'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

type Props = {
  /** When the latest notice on the page was sent. */
  until: string;
  action: (until: string) => Promise<void>;
};

/** Marks the notices on the page as read once it is shown, and updates the bell. */
export function MarkRead({ until, action }: Props) {
  const client = useQueryClient();
  useEffect(() => {
    void action(until).then(() => client.invalidateQueries({ queryKey: ['notices'] }));
  }, [until, action, client]);
  return null;
}
