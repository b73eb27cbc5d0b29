import { useWords } from '#words';

/** Deliveries by hour over a day, the current hour last. */
export function RateBars({ hours }: { hours: readonly number[] }) {
  const { t } = useWords();
  const highest = Math.max(1, ...hours);
  const total = hours.reduce((sum, count) => sum + count, 0);
  return (
    <figure>
      <svg
        viewBox="0 0 240 40"
        preserveAspectRatio="none"
        role="img"
        aria-label={t('{count} deliveries in 24 hours, at most {most} in one hour', {
          count: total,
          most: highest,
        })}
        className="block h-10 w-full"
      >
        {hours.map((received, hour) => {
          const height = received === 0 ? 1 : Math.max(2, (received / highest) * 40);
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: the index is the hour
              key={hour}
              x={hour * 10 + 1}
              y={40 - height}
              width="8"
              height={height}
              fill={received === 0 ? 'var(--line-strong)' : 'var(--accent)'}
            />
          );
        })}
      </svg>
      <figcaption className="mt-1 flex justify-between text-2xs text-faint">
        <span>{t('24 h ago')}</span>
        <span>{t('{count} deliveries', { count: total })}</span>
        <span>{t('now¦axis')}</span>
      </figcaption>
    </figure>
  );
}
