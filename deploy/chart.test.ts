import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import packageJson from "@/package.json";

const read = (...path: string[]) => readFileSync(join(import.meta.dirname, ...path), "utf8");
const chart = ["helm", "countersign"];

/** `image.tag`, and for lists and maps that are passed on whole, the path that leads to them. */
function pathsOf(values: Record<string, unknown>, passedOn: ReadonlySet<string>, prefix = ""): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const path = `${prefix}${name}`;
    const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
    return isMap && !passedOn.has(path)
      ? pathsOf(value as Record<string, unknown>, passedOn, `${path}.`)
      : [path];
  });
}

it("the chart's templates use every value, and no other", () => {
  const folder = join(import.meta.dirname, ...chart, "templates");
  const templates = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  const used = new Set(
    templates.flatMap((text) => [...text.matchAll(/\.Values\.([\w.]+)/g)].map(([, path]) => path!)),
  );
  const values = parse(read(...chart, "values.yaml"));
  expect([...used].sort()).toEqual(pathsOf(values, used).sort());
});

it("the chart has the version of the product", () => {
  const { version, appVersion } = parse(read(...chart, "Chart.yaml"));
  expect([version, appVersion]).toEqual([packageJson.version, packageJson.version]);
});

it("compose.yaml runs two instances behind Caddy, read-only and without privileges", () => {
  const { services } = parse(read("compose", "compose.yaml"), { merge: true });
  for (const name of ["app-1", "app-2"]) {
    expect(services[name]).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
    expect(read("compose", "Caddyfile")).toContain(`${name}:3000`);
  }
  const given = new Set(read("compose", "example.env").match(/^[A-Z_]+(?==)/gm));
  const wanted = [...read("compose", "compose.yaml").matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name);
  expect(given).toEqual(new Set(wanted));
});

it("the rules for Prometheus are YAML with an expression and a summary each", () => {
  const { groups } = parse(read("prometheus", "rules.yml"));
  for (const rule of groups[0].rules)
    expect(rule).toMatchObject({ expr: expect.any(String), annotations: { summary: expect.any(String) } });
});

it("the chart runs nothing in the image but Node.js, since there is no shell", () => {
  const folder = join(import.meta.dirname, ...chart, "templates");
  const commands = readdirSync(folder).flatMap((name) =>
    [...readFileSync(join(folder, name), "utf8").matchAll(/command: \[(\w+)/g)].map(([, program]) => program),
  );
  expect(commands).toEqual(["node"]);
});
