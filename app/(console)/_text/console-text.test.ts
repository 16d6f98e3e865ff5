import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";
import { expect, test } from "vitest";
import en from "@/lib/i18n/console/en.json";
import { textsOf } from "@/lib/i18n/testing";

// What the compiler cannot see, from the sources: which texts a page shows, and with which values.

const root = resolve(import.meta.dirname, "../../..");
const english = new Map(textsOf(en));
const keys = [...english.keys()];

const sources = new Map(
  ["app/(console)", "app/_ui", "app/_forms"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
      .map((file) => [join(folder, file), withoutComments(readFileSync(join(root, folder, file), "utf8"))]),
  ),
);

function withoutComments(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
}

/** The keys that a path stands for. Each expression in a template is any one name. */
function keysOf(path: string): string[] {
  const parts = path.split(/\$\{.*?\}/);
  if (parts.length === 1) return english.has(path) ? [path] : [];
  const pattern = new RegExp(`^${parts.map((part) => part.replaceAll(".", "\\.")).join("[^.]+")}$`);
  return parts[0] === "" ? [] : keys.filter((key) => pattern.test(key));
}

const below = (part: string) => keys.filter((key) => key.startsWith(`${part}.`));

/** Everything that a file can show: the keys among its strings, groups of texts, and the texts of refusals. */
function textsIn(source: string): string[] {
  const strings = [...source.matchAll(/"([\w.:/]+)"|`((?:[\w.:/]|\$\{[^`]*?\})+)`/g)];
  const groups = [...source.matchAll(/t\.group\(\s*"([^"]+)"/g)];
  const listed = [...source.matchAll(/t\.group\(\s*`([\w.]+)\.\$\{/g)];
  const refusals = [...source.matchAll(/efusalText\(\s*"([^"]+)"/g)];
  return [
    ...strings.flatMap(([, plain, template]) => keysOf(plain ?? template!)),
    ...[...groups, ...listed].flatMap(([, part]) => below(part!)),
    ...refusals.flatMap(([, part]) => below(`${part}.refusals`)),
  ];
}

const shownBy = new Map([...sources].map(([file, source]) => [file, textsIn(source)]));

function* importsOf(file: string): Generator<string> {
  const imports = /^(?:import|export) (?!type )[^"]*?from "([^"]+)"|import\("([^"]+)"\)/gm;
  for (const [, fixed, lazy] of sources.get(file)!.matchAll(imports)) {
    const name = fixed ?? lazy!;
    const path = name.startsWith("@/") ? name.slice(2) : relative(root, resolve(root, dirname(file), name));
    for (const found of [`${path}.ts`, `${path}.tsx`]) if (sources.has(found)) yield found;
  }
}

/** The modules that the browser loads for a page or a layout. */
function clientModules(file: string, isClient = false, seen = new Map<string, boolean>()): string[] {
  const [, directive] = /^\s*"use (client|server)"/.exec(sources.get(file)!) ?? [];
  const isLoaded = isClient || directive === "client";
  if (directive !== "server" && !seen.get(file) && !(seen.has(file) && !isLoaded)) {
    seen.set(file, isLoaded);
    for (const imported of importsOf(file)) clientModules(imported, isLoaded, seen);
  }
  return [...seen].filter(([, isLoaded]) => isLoaded).map(([loaded]) => loaded);
}

const routes = [...sources.keys()].filter((file) => /\/(page|layout|error)\.tsx$/.test(file));

/** The parts of the catalogue that a file sends to the browser. */
function partsSentBy(file: string): string[] {
  const [, list = ""] = /<ClientText\s+parts=\{\[([^\]]*)\]\}/.exec(sources.get(file) ?? "") ?? [];
  return [...list.matchAll(/"([^"]+)"/g)].map(([, part]) => part!);
}

test("every page and its layouts send the texts of its client components", () => {
  const missing = routes.flatMap((file) => {
    const sent = partsSentBy(file);
    for (let folder = dirname(file); folder !== "."; folder = dirname(folder))
      sent.push(...partsSentBy(join(folder, "layout.tsx")));
    return [...new Set(clientModules(file).flatMap((loaded) => shownBy.get(loaded)!))]
      .filter((key) => !sent.some((part) => key.startsWith(`${part}.`)))
      .map((key) => `${file}: ${key}`);
  });
  expect(missing).toEqual([]);
});

test("nothing is sent that no client component below shows", () => {
  const superfluous = routes.flatMap((file) => {
    const pages = file.endsWith("layout.tsx")
      ? routes.filter((one) => one.startsWith(dirname(file)))
      : [file];
    const shown = new Set(
      pages.flatMap((page) => clientModules(page)).flatMap((loaded) => shownBy.get(loaded)!),
    );
    return partsSentBy(file)
      .filter((part) => !below(part).some((key) => shown.has(key)))
      .map((part) => `${file}: ${part}`);
  });
  expect(superfluous).toEqual([]);
});

test("every text is used", () => {
  const used = new Set([...shownBy.values()].flat());
  expect(keys.filter((key) => !used.has(key))).toEqual([]);
});

function placeholdersIn(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    const inner =
      element.type === TYPE.tag
        ? element.children
        : element.type === TYPE.plural || element.type === TYPE.select
          ? Object.values(element.options).flatMap(({ value }) => value)
          : [];
    return [element.value, ...placeholdersIn(inner)];
  });
}

/** The names of an object literal's members, from what follows its opening brace. */
function namesIn(text: string): string[] {
  let [flat, before] = [text, ""];
  while (flat !== before) [before, flat] = [flat, flat.replaceAll(/\([^(){}]*\)|\$?\{[^(){}]*\}/g, "")];
  return flat
    .slice(0, flat.indexOf("}"))
    .split(",")
    .flatMap((member) => /^\s*(\w+)/.exec(member)?.[1] ?? []);
}

test("every text gets the values of its placeholders, and no others", () => {
  const wrong = [...sources].flatMap(([file, source]) =>
    [...source.matchAll(/\bt(?:\.(\w+))?\(\s*(?:"([^"]+)"|`([^`]+)`),?\s*(\{|\))/g)].flatMap((call) => {
      const [text, method, plain, template, next] = call;
      const given = next === "{" ? namesIn(source.slice(call.index + text.length)) : [];
      const shown = method === "group" ? textsIn(text) : keysOf(plain ?? template!);
      return shown
        .map((key) => [key, [...new Set(placeholdersIn(parse(english.get(key)!)))]] as const)
        .filter(([, wanted]) => !sameNames(given, wanted) && !(method === "find" && wanted.length === 0))
        .map(([key, wanted]) => `${file}: ${key} needs (${wanted}), not (${given})`);
    }),
  );
  expect(wrong).toEqual([]);
});

const sameNames = (one: readonly string[], other: readonly string[]) =>
  one.toSorted().join() === other.toSorted().join();

test("the console's components contain no texts of their own", () => {
  const texts = [...sources]
    .filter(([file]) => file.startsWith("app/(console)") && file.endsWith(".tsx"))
    .flatMap(([file, source]) =>
      [
        ...source.matchAll(/(?<!=)>\s*([^<>{}()=;]*[A-Za-z]{2}[^<>{}()=;]*?)\s*</g),
        ...source.matchAll(
          /\b(?:title|label|description|hint|placeholder|alt|submit|header|done)="([A-Z][^"]*|[^"]* [^"]*)"/g,
        ),
      ].map(([, text]) => `${file}: ${text}`),
    );
  expect(texts).toEqual([]);
});

test("sentences that the API answers in English are asked for in the console's language", () => {
  const asking =
    /\b(summarize|listDeliveries|findDelivery|deliveriesOfVerification|timelineOf|durationOf|testProvider|testMessageTemplate|textsIn|explainCode)\(|\bkind\.(describe)\(/g;
  const calls = [...sources].flatMap(([file, source]) =>
    [...source.matchAll(asking)].map(
      (call) => `${file}: ${call[0]}${argumentsIn(source.slice(call.index + call[0].length))}`,
    ),
  );
  expect(calls.length).toBeGreaterThan(10);
  expect(calls.filter((call) => !/\blocale\)$|\bconsoleLocale\(\)\)$/.test(call))).toEqual([]);
});

/** What follows an opening parenthesis, up to the closing one, without line breaks. */
function argumentsIn(text: string): string {
  let depth = 1;
  const end = [...text].findIndex((character) => {
    depth += Number(character === "(") - Number(character === ")");
    return depth === 0;
  });
  return text
    .slice(0, end + 1)
    .replaceAll(/,?\s*\n\s*/g, " ")
    .replaceAll(" )", ")");
}
