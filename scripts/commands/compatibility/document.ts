import { readFileSync } from "node:fs";
import { type Dialect, readDialects } from "./dialects";

export const documentFile = "docs/compatibility.md";

/** The document as it is kept, or null if there is none. */
export function keptDocument(): string | null {
  try {
    return readFileSync(documentFile, "utf8");
  } catch {
    return null;
  }
}

/** The document as route files, vendors' lists, READMEs and tests say it now. */
export async function writtenDocument(): Promise<string> {
  const dialects = await readDialects();
  return `${[introduction(dialects), ...dialects.map(chapter)].join("\n\n")}\n`;
}

const introduction = (dialects: Dialect[]) =>
  `<!-- Written by \`npm run compatibility\`. Do not edit. -->

# Compatibility

Which of each vendor's endpoints Countersign serves, and where it differs from the vendor on purpose. This page is generated: an endpoint is
listed as served if a route file declares it, and the differences are those of the dialect's README. To compare
Countersign with your vendor under your own requests, run it in [shadow mode](shadow.md).

${table(
  ["dialect", "endpoints served", "contract tests"],
  dialects.map(({ name, vendor, paths, tests }) => {
    const served = paths.flatMap((path) => path.served).length;
    const missing = paths.flatMap((path) => path.missing).length;
    return [
      `[${vendor}](#${name})`,
      `${served} of ${served + missing}`,
      `[${tests}](../lib/dialects/${name}/contract)`,
    ];
  }),
)}

A test with a table of cases counts once.`;

function chapter(dialect: Dialect): string {
  return `<a id="${dialect.name}"></a>

## ${dialect.vendor}

How to migrate: [README](../lib/dialects/${dialect.name}/README.md). Source of this list: ${dialect.source}.

${table(["path", "served", "not served"], pathRows(dialect))}

${others(dialect)}### Differences from ${dialect.vendor}

${differences(dialect)}`;
}

function pathRows({ paths }: Dialect): string[][] {
  return paths.map(({ path, served, missing }) => [`\`${path}\``, served.join(" "), missing.join(" ")]);
}

function others({ others }: Dialect): string {
  if (others.length === 0) return "";
  return `Also served: ${others.map((endpoint) => `\`${endpoint}\``).join(", ")}.\n\n`;
}

/** As in the README, with headings one level deeper and links that work from here. */
function differences({ name, differences }: Dialect): string {
  const target = (link: string) =>
    /^(?:https?:|#)/.test(link) ? link : new URL(link, `file:///lib/dialects/${name}/`).pathname;
  return differences
    .replaceAll(/^###/gm, "####")
    .replaceAll(/\]\(([^)]+)\)/g, (_, link: string) => `](${target(link).replace(/^\//, "../")})`);
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
