import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import land from 'world-atlas/land-110m.json' with { type: 'json' };
import { HEIGHT, toPath, WIDTH } from '#components/map/world.ts';

export const dynamic = 'force-static';

/** The coastlines as an SVG of their own, which browsers cache; the page that uses it sets the colour. */
export function GET() {
  const topology = land as unknown as Topology<{ land: GeometryCollection }>;
  const shape = toPath(feature(topology, topology.objects.land)) ?? '';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}"><path id="land" d="${shape}"/></svg>`;
  return new Response(svg, {
    headers: {
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=86400, stale-while-revalidate=604800',
    },
  });
}
