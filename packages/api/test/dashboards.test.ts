import { readFileSync } from "node:fs";
import { parser } from "@prometheus-io/lezer-promql";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { useTestServer } from "./server.js";
import { call } from "./world.js";

const server = useTestServer({ METRICS_PORT: 0 });

const file = (name: string) =>
  readFileSync(new URL(`../../../docs/operations/${name}`, import.meta.url), "utf8");

const alertsSchema = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Codex\w+$/),
          expr: z.string(),
          for: z.string().regex(/^\d+[smh]$/),
          labels: z.strictObject({ severity: z.enum(["page", "ticket"]) }),
          annotations: z.strictObject({ summary: z.string(), description: z.string() }),
        }),
      ),
    }),
  ),
});

/** As much of Grafana's format as matters to what a panel shows. */
const dashboardSchema = z.object({
  uid: z.literal("codex"),
  templating: z.object({ list: z.array(z.object({ name: z.string(), type: z.string() })) }),
  panels: z.array(
    z.object({
      id: z.int(),
      title: z.string().min(1),
      datasource: z.object({ uid: z.literal("$" + "{datasource}") }),
      gridPos: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
      targets: z.array(z.object({ expr: z.string(), legendFormat: z.string() })).min(1),
    }),
  ),
});

const alerts = alertsSchema.parse(parse(file("alerts.yml"))).groups.flatMap(({ rules }) => rules);
const dashboard = dashboardSchema.parse(JSON.parse(file("grafana-dashboard.json")));
const expressions = [
  ...alerts.map(({ alert, expr }) => [alert, expr] as const),
  ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
];

/** What an expression asks for. @throws Error if it is none */
function read(expression: string): { metrics: string[]; labels: string[] } {
  // Grafana fills this in.
  const text = expression.replaceAll("$__rate_interval", "5m");
  const found = { metrics: [] as string[], labels: [] as string[] };
  parser.parse(text).iterate({
    enter({ type, from, to, node }) {
      const part = text.slice(from, to);
      if (type.isError) throw new Error(`${text} is wrong at ${from}`);
      if (type.name === "Identifier" && node.parent?.name === "VectorSelector") found.metrics.push(part);
      if (type.name === "LabelName") found.labels.push(part);
    },
  });
  return found;
}

/** What Prometheus itself adds to a target's. */
const OF_PROMETHEUS = { metrics: ["up"], labels: ["job", "instance"] };

const metrics = new Set(OF_PROMETHEUS.metrics);
const labels = new Set(OF_PROMETHEUS.labels);

beforeAll(async () => {
  await call(server(), "todo.list", undefined, {});
  await call(server(), "todo.create", {}, {});
  await vi.waitFor(
    async () => expect(await server().metrics?.text()).toMatch(/codex_http_requests_total\{.*status="400"/),
    { timeout: 20_000 },
  );
  for (const line of ((await server().metrics?.text()) ?? "").split("\n")) {
    const [, name, inner = ""] = /^(\w+)(?:\{(.*)\})? /.exec(line) ?? [];
    if (name === undefined) continue;
    metrics.add(name);
    for (const [, label = ""] of inner.matchAll(/(\w+)="/g)) labels.add(label);
  }
});

describe("what the dashboard and the alerts ask for is there:", () => {
  it.each(expressions)("%s: %s", (_name, expression) => {
    const asked = read(expression);
    expect(asked.metrics.length).toBeGreaterThan(0);
    for (const name of asked.metrics) expect([...metrics]).toContain(name);
    for (const label of asked.labels) expect([...labels]).toContain(label);
  });
});

it("warns of two builds by everything that tells one from another", async () => {
  const line = /^codex_build_info\{(.*)\} 1$/m.exec((await server().metrics?.text()) ?? "");
  const told = [...(line?.[1] ?? "").matchAll(/(\w+)="/g)].map(([, label]) => label);
  const asked = alerts
    .filter(({ alert }) => alert === "CodexTwoReleases")
    .map(({ expr }) => read(expr).labels);
  expect(asked).toEqual([["version", "revision"]]);
  expect(told).toEqual(asked[0]);
});

it("is read often enough for the rates of a minute, which is what Grafana asks for by itself", () => {
  const prometheus = z
    .object({ global: z.object({ scrape_interval: z.string().regex(/^\d+s$/) }) })
    .parse(parse(file("prometheus.yml")));
  expect(Number.parseInt(prometheus.global.scrape_interval, 10)).toBeLessThanOrEqual(15);
});

it("notices what is not there, and what is no expression", () => {
  expect(read('sum by (code) (rate(codex_gone_total{odd="1"}[5m]))')).toEqual({
    metrics: ["codex_gone_total"],
    labels: ["code", "odd"],
  });
  expect(() => read("sum by (rate(")).toThrow();
  expect([...metrics]).not.toContain("codex_gone_total");
});

it("shows and tells of every metric of ours", () => {
  const asked = new Set(expressions.flatMap(([, expression]) => read(expression).metrics));
  const own = [...metrics].filter((name) => name.startsWith("codex_") && !/_(sum|bucket|count)$/.test(name));
  for (const name of own) expect([...asked]).toContain(name);
});

it("has panels that can be told apart and stand beside each other, on a source that is chosen", () => {
  const { panels, templating } = dashboard;
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  expect(templating.list).toMatchObject([{ name: "datasource", type: "datasource" }]);
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, index) => `${x + (index % w)},${y + Math.floor(index / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(Math.max(...panels.map(({ gridPos: { x, w } }) => x + w))).toBeLessThanOrEqual(24);
});
