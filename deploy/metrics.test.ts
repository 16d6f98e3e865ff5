import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { documentOf } from "@/app/(native)/docs/_parts/documents";
import { problems } from "@/lib/http/native";
import { metricsText } from "@/lib/metrics";
import openapi from "@/public/api/v1/openapi.json";

const operations = Object.values(openapi.paths).flatMap((path) =>
  Object.values(path as Record<string, { operationId?: string }>).map(({ operationId }) => operationId),
);

describe.each(["prometheus/rules.yml", "grafana/countersign.json"])("deploy/%s", (name) => {
  const text = readFileSync(join(import.meta.dirname, name), "utf8").replaceAll('\\"', '"');

  it("names metrics that /metrics has", async () => {
    const served = [...(await metricsText()).matchAll(/^# TYPE (\S+)/gm)].map(([, metric]) => metric);
    const named = [...text.matchAll(/\b(?:countersign|process|nodejs)_[a-z0-9_]+/g)].map(([metric]) =>
      metric.replace(/_bucket$/, ""),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(served).toEqual(expect.arrayContaining(named));
  });

  it("names operations and refusals that exist", () => {
    const valuesOf = (label: string) =>
      [...text.matchAll(new RegExp(`\\b${label}(?:!?=|=~)"([^"]+)"`, "g"))].flatMap(([, values]) =>
        values!.split("|"),
      );
    expect(operations).toEqual(expect.arrayContaining(valuesOf("operation")));
    const outcomes = [...Object.keys(problems), "ok", "accepted", "delivered"];
    expect(outcomes).toEqual(expect.arrayContaining(valuesOf("outcome")));
  });
});

it("the runbook has a section for each alert, and names the alert", () => {
  const { groups } = parse(readFileSync(join(import.meta.dirname, "prometheus/rules.yml"), "utf8"));
  const rules: { alert: string; annotations: { runbook: string } }[] = groups.flatMap(
    (group: { rules: unknown[] }) => group.rules,
  );
  const runbook = documentOf("docs/incidents.md")!;
  const text = runbook.tokens.map(({ raw }) => raw).join("");
  const forgotten = rules.filter(({ alert, annotations }) => {
    const [file, anchor = ""] = annotations.runbook.split("#");
    return file !== runbook.file || !runbook.anchors.has(anchor) || !text.includes(`\`${alert}\``);
  });
  expect(rules.length).toBeGreaterThan(10);
  expect(forgotten).toEqual([]);
});
