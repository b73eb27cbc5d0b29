import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { METRICS, textOf } from './settings.ts';

const alertSchema = z.strictObject({
  alert: z.string().regex(/^Fairlead[A-Z]\w+$/),
  expr: z.string(),
  for: z
    .string()
    .regex(/^\d+m$/)
    .optional(),
  labels: z.strictObject({ severity: z.enum(['critical', 'warning']) }),
  annotations: z.strictObject({ summary: z.string(), description: z.string() }),
});
const alertsSchema = z.strictObject({
  groups: z.array(z.strictObject({ name: z.string(), rules: z.array(alertSchema) })),
});
const dashboardSchema = z.object({
  panels: z.array(
    z.object({
      id: z.int(),
      title: z.string(),
      gridPos: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
      targets: z.array(z.object({ expr: z.string(), refId: z.string() })),
    }),
  ),
});

const alerts = alertsSchema.parse(parse(textOf('deploy/monitoring/alerts.yml'))).groups.flatMap(({ rules }) => rules);
const { panels } = dashboardSchema.parse(JSON.parse(textOf('deploy/monitoring/dashboard.json')));

const metricsIn = (expressions: readonly string[]) => new Set(expressions.join(' ').match(/fairlead_\w+/g));

describe('the alerts for Prometheus', () => {
  it('are about metrics that are reported, and each differs in its name', () => {
    const used = [...metricsIn(alerts.map(({ expr }) => expr))];
    expect(used.filter((name) => !METRICS.has(name))).toEqual([]);
    expect(used.length).toBeGreaterThan(8);
    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length);
  });

  it('name labels that their metric has', () => {
    const labels = new Set(textOf('lib/api/metrics.ts').match(/'(provider|channel|process|state|quantile|kind)'/g));
    for (const { expr, annotations } of alerts)
      for (const [, label] of `${expr} ${annotations.summary}`.matchAll(/(?:\$labels\.|fairlead_\w+\{)(\w+)/g))
        expect(labels).toContain(`'${label}'`);
  });
});

describe('the dashboard for Grafana', () => {
  it('shows metrics that are reported, and leaves none out that no alert is about', () => {
    const shown = metricsIn(panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)));
    expect([...shown].filter((name) => !METRICS.has(name))).toEqual([]);
    const alerted = metricsIn(alerts.map(({ expr }) => expr));
    expect([...METRICS].filter((name) => !shown.has(name) && !alerted.has(name))).toEqual([]);
  });

  it('has panels that do not overlap, 24 columns wide', () => {
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(Math.max(...cells.map((cell) => Number(cell.split(',')[0])))).toBe(23);
  });
});
