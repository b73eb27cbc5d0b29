import { Dot, type MapDot } from './dot.tsx';
import { seaLane } from './sea-lane.ts';
import { HEIGHT, linePath, type Point, shareOf, WIDTH } from './world.ts';

export type MapLane = { key: string; from: Point; to: Point; count: number };

/** The map: lanes between ports, wider with more shipments, and a dot for each shipment. */
export function FreightMap({
  lanes,
  dots,
  summary,
}: {
  lanes: readonly MapLane[];
  dots: readonly MapDot[];
  summary: string;
}) {
  const ports = new Map(lanes.flatMap(({ from, to }) => [from, to]).map((port) => [port.join(), port]));
  return (
    <div className="relative overflow-hidden">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={summary} className="block w-full">
        <use href="/overview/land#land" className="fill-fill stroke-line" strokeWidth="0.5" />
        {lanes.map(({ key, from, to, count }) => (
          <path
            key={key}
            d={linePath(seaLane(from, to))}
            fill="none"
            stroke="var(--accent)"
            strokeOpacity="0.28"
            strokeWidth={Math.min(4, 0.8 + Math.sqrt(count) * 0.45)}
            strokeLinecap="round"
          />
        ))}
        {[...ports].map(([key, port]) => {
          const at = shareOf(port);
          return (
            at && (
              <circle key={key} cx={at.left * WIDTH} cy={at.top * HEIGHT} r="2" className="fill-surface stroke-dim" />
            )
          );
        })}
      </svg>
      {dots.map((dot) => (
        <Dot key={dot.id} dot={dot} />
      ))}
    </div>
  );
}
