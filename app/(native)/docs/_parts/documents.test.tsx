import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Token, walkTokens } from "marked";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { allDocuments, documentAt, groups, targetOf } from "./documents";
import { Markdown } from "./markdown";
import { chapters } from "./reference";
import { search } from "./search";

const documents = allDocuments();

function linksIn(tokens: Token[]): string[] {
  const links: string[] = [];
  walkTokens(tokens, (token) => {
    if (token.type === "link" || token.type === "image") links.push(token.href);
  });
  return links;
}

function isKnown(href: string): boolean {
  const [place = "", fragment] = href.split("#");
  const [, slug] = /^\/docs\/api\/([\w-]+)$/.exec(place) ?? [];
  const chapter = chapters.find((chapter) => chapter.slug === slug);
  if (chapter) return !fragment || chapter.calls.some(({ operation }) => operation.operationId === fragment);
  if (["/docs", "/docs/api", "/docs/problems"].includes(place)) return !fragment;
  const document = documentAt(place);
  return Boolean(document && (!fragment || document.anchors.has(fragment)));
}

test("every Markdown file for readers is a page", () => {
  const below = (folder: string, pattern: RegExp) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => pattern.test(file))
      .map((file) => join(folder, file));
  const written = [
    ...below("docs", /\.md$/),
    ...below("lib/dialects", /^\w+\/README\.md$/),
    ...below("packages", /^\w+\/README\.md$/),
  ];
  const shown = groups.flatMap(({ files }) => files);
  expect(shown.toSorted()).toEqual([...written, "README.md", "ARCHITECTURE.md", "CHANGELOG.md"].toSorted());
  expect(new Set(documents.map(({ href }) => href)).size).toBe(shown.length);
});

test.each(documents.map((document) => [document.file, document] as const))(
  "%s: each link leads somewhere, in the repository and here",
  (file, document) => {
    const broken = linksIn(document.tokens).filter((link) => {
      if (/^(https?:\/\/(?!localhost:3000)|mailto:)/.test(link)) return false;
      if (!link.startsWith("http") && !existsSync(join(dirname(file), link.split("#")[0]!))) return true;
      const target = targetOf(document, link.startsWith("#") ? `${file.split("/").at(-1)}${link}` : link);
      return target !== null && !isKnown(target);
    });
    expect(broken).toEqual([]);
  },
);

test.each(documents.map((document) => [document.file, document] as const))(
  "%s is rendered",
  (_, document) => {
    const html = renderToStaticMarkup(<Markdown document={document} />);
    for (const { id } of document.headings.values()) expect(html).toContain(`id="${id}"`);
    // Markup that was not understood would be shown as text.
    const text = html.replace(/<code[\s\S]*?<\/code>/g, "").replace(/<[^>]*>/g, "");
    expect(text.match(/.{0,30}(?:\*\*|\]\(|`).{0,30}/)?.[0]).toBeUndefined();
  },
);

test.each([
  ["rotate secrets", "/docs/operations"],
  ["restore backup", "/docs/operations"],
  ["signature webhook", "/docs/webhooks"],
  ["nginx", "/docs/deploy"],
  ["code_mismatch", "/docs/problems/code_mismatch"],
  ["start verification", "/docs/api/verifications#startVerification"],
])("a search for “%s” finds its page first or nearly so", (query, href) => {
  const first = search(query).slice(0, 5);
  expect(first.map((found) => found.href).join("\n")).toContain(href);
});

test("a search needs every word, shows where it is, and survives any input", () => {
  expect(search("verification zzzz")).toEqual([]);
  expect(search("  ")).toEqual([]);
  expect(search("(.*[")).toEqual([]);
  const [found] = search("IDEMPOTENCY");
  expect(found!.excerpt.filter((_, i) => i % 2 === 1).join()).toMatch(/idempotency/i);
});
