import { readFileSync } from "node:fs";
import path from "node:path";
import { lexer, type Token, type Tokens } from "marked";

/** The Markdown files of the repository that are pages here, in reading order. */
export const groups: { name: string; files: string[] }[] = [
  {
    name: "Guides",
    files: [
      "docs/guides/html-form.md",
      "docs/guides/express.md",
      "docs/guides/nextjs.md",
      "docs/guides/phone-sign-in.md",
      "docs/guides/payment-step-up.md",
      "docs/guides/test-suites.md",
      "docs/guides/migrating.md",
      "docs/guides/kratos-courier.md",
      "docs/guides/keycloak.md",
    ],
  },
  {
    name: "Using it",
    files: [
      "docs/integrations.md",
      "packages/client/README.md",
      "packages/react/README.md",
      "docs/testing.md",
      "docs/live-status.md",
      "docs/webhooks.md",
      "docs/receipts.md",
      "docs/policies.md",
      "docs/delivery.md",
      "docs/messages.md",
      "docs/languages.md",
      "docs/protection.md",
      "docs/projects.md",
      "docs/support.md",
    ],
  },
  {
    name: "Other vendors’ APIs",
    files: [
      "docs/moving.md",
      "docs/compatibility.md",
      "docs/shadow.md",
      "lib/dialects/corbado/README.md",
      "lib/dialects/transmit/README.md",
      "lib/dialects/kratos/README.md",
      "lib/dialects/logto/README.md",
      "lib/dialects/twilio/README.md",
    ],
  },
  {
    name: "Running it",
    files: [
      "docs/deploy.md",
      "docs/serverless.md",
      "docs/operations.md",
      "docs/incidents.md",
      "docs/scale.md",
      "docs/performance.md",
      "docs/tracing.md",
      "docs/security.md",
    ],
  },
  { name: "About", files: ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"] },
];

export interface Heading {
  /** The same as on GitHub, so that a link with a fragment works in both places. */
  id: string;
  text: string;
  depth: number;
}

export interface Document {
  /** The path in the repository, which links are relative to. */
  file: string;
  href: string;
  title: string;
  /** The first paragraph. */
  summary: string;
  /** Everything after the title. */
  tokens: Token[];
  headings: Map<Token, Heading>;
  /** Everything that a fragment can name. */
  anchors: Set<string>;
}

/** The name in `<a id="name"></a>`, an anchor that does not depend on a heading's text. */
export const anchorIn = (html: string): string | undefined => /^<a id="([\w-]+)"><\/a>\s*$/.exec(html)?.[1];

const read = new Map<string, Document>();

/** A page by its path in the repository. Undefined if the file is not a page. */
export function documentOf(file: string): Document | undefined {
  if (!groups.some(({ files }) => files.includes(file))) return undefined;
  const document = read.get(file) ?? parse(file);
  read.set(file, document);
  return document;
}

export function documentAt(href: string): Document | undefined {
  const file = groups.flatMap(({ files }) => files).find((file) => hrefOf(file) === href);
  return file === undefined ? undefined : documentOf(file);
}

export const allDocuments = (): Document[] =>
  groups.flatMap(({ files }) => files.map((file) => documentOf(file)!));

/** `docs/webhooks.md` is at `/docs/webhooks`, `lib/dialects/kratos/README.md` at `/docs/dialects/kratos`. */
function hrefOf(file: string): string {
  const name = file.replace(/^(docs|lib)\//, "").replace(/(\/README)?\.md$/, "");
  return `/docs/${name.toLowerCase()}`;
}

function parse(file: string): Document {
  // The build must not follow this to every file; next.config.ts names those that are needed.
  const text = readFileSync(path.join(/*turbopackIgnore: true*/ process.cwd(), file), "utf8");
  const [title, ...tokens] = lexer(text).filter((token) => token.type !== "space" && !isComment(token));
  if (title?.type !== "heading") throw new Error(`${file} does not begin with a title.`);
  const first = tokens.find(({ type }) => type === "paragraph");
  const headings = headingsIn(tokens);
  return {
    file,
    href: hrefOf(file),
    title: plainText(title),
    summary: first ? plainText(first) : "",
    tokens,
    headings,
    anchors: new Set([
      ...[...headings.values()].map(({ id }) => id),
      ...tokens.flatMap(({ raw }) => anchorIn(raw) ?? []),
    ]),
  };
}

const isComment = ({ type, raw }: Token) => type === "html" && /^<!--.*-->\s*$/s.test(raw);

function headingsIn(tokens: Token[]): Document["headings"] {
  const uses = new Map<string, number>();
  const headings: Document["headings"] = new Map();
  for (const token of tokens) {
    if (token.type !== "heading") continue;
    const text = plainText(token);
    const anchor = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-");
    const use = uses.get(anchor) ?? 0;
    uses.set(anchor, use + 1);
    headings.set(token, {
      id: use ? `${anchor}-${use}` : anchor,
      text,
      depth: (token as Tokens.Heading).depth,
    });
  }
  return headings;
}

/** The text of a token without markup. */
export function plainText(token: Token): string {
  switch (token.type) {
    case "list":
      return token.items.map(plainText).join(" ");
    case "table":
      return [token.header, ...token.rows].flat().map(textOfCell).join(" ");
    case "br":
      return " ";
    default:
      return "tokens" in token && token.tokens
        ? token.tokens.map(plainText).join("")
        : "text" in token
          ? token.text
          : "";
  }
}

const textOfCell = ({ tokens }: Tokens.TableCell) => tokens.map(plainText).join("");

/**
 * Where a link in a document leads: to another page, to a heading or out. Null for files that are not pages, which exist only
 * in the repository.
 */
export function targetOf({ file }: Document, href: string): string | null {
  if (href.startsWith("http://localhost:3000/")) return new URL(href).pathname;
  if (/^(https?:|mailto:|#)/.test(href)) return href;
  const [place = "", fragment] = href.split("#");
  const target = documentOf(path.join(path.dirname(file), place));
  return target ? target.href + (fragment ? `#${fragment}` : "") : null;
}
