import type { Token, Tokens } from "marked";
import type { ReactNode } from "react";
import { classes } from "@/app/_ui/classes";
import { CodeBlock } from "@/app/_ui/code-block";
import { ScrollRegion } from "@/app/_ui/scroll-region";
import { TextLink } from "@/app/_ui/text-link";
import { env } from "@/lib/env";
import { anchorIn, type Document, targetOf } from "./documents";
import { Code } from "./prose";

/** A document without its title. Only what our documents use is supported; anything else throws, so that a test finds it. */
export function Markdown({ document }: { document: Document }) {
  return <Blocks document={document} tokens={document.tokens} />;
}

interface Part {
  document: Document;
  tokens: Token[];
}

function Blocks({ document, tokens }: Part) {
  // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed text.
  return tokens.map((token, i) => <Block key={i} document={document} token={token} />);
}

function Block({ document, token }: { document: Document; token: Token }): ReactNode {
  const anchor = anchorIn(token.raw);
  if (anchor) return <span id={anchor} />;
  const inside = "tokens" in token && token.tokens && <Inlines document={document} tokens={token.tokens} />;
  switch (token.type) {
    case "space":
      return null;
    case "heading":
      return (
        <Heading document={document} token={token}>
          {inside}
        </Heading>
      );
    case "paragraph":
      return <p>{inside}</p>;
    case "text":
      return inside || token.text;
    case "code":
      // The address of the reader's own installation, so that commands can be pasted.
      return <CodeBlock code={token.text.replaceAll("http://localhost:3000", env.PUBLIC_URL)} />;
    case "list":
      return <List document={document} list={token as Tokens.List} />;
    case "table":
      return <DataTable document={document} table={token as Tokens.Table} />;
    case "blockquote":
      return (
        <blockquote className="grid gap-4 border-s-2 ps-4 text-muted">
          <Blocks document={document} tokens={token.tokens ?? []} />
        </blockquote>
      );
    default:
      throw unsupported(document, token.raw);
  }
}

const unsupported = ({ file }: Document, text: string) =>
  new Error(`${file} contains Markdown that is not supported here: ${text}`);

function Heading({ document, token, children }: { document: Document; token: Token; children: ReactNode }) {
  const { id, text, depth } = document.headings.get(token)!;
  const Tag = depth === 2 ? "h2" : "h3";
  return (
    <Tag
      id={id}
      className={`group/heading scroll-mt-6 font-semibold tracking-tight print:break-after-avoid ${depth === 2 ? "mt-6 text-lg" : "mt-2 text-base"}`}
    >
      {children}
      <a
        href={`#${id}`}
        aria-label={`Link to “${text}”`}
        className="ms-2 rounded-sm text-muted opacity-0 focus-visible:opacity-100 group-hover/heading:opacity-100 pointer-coarse:opacity-100 print:hidden"
      >
        #
      </a>
    </Tag>
  );
}

function List({ document, list }: { document: Document; list: Tokens.List }) {
  const Tag = list.ordered ? "ol" : "ul";
  return (
    <Tag
      start={list.ordered && list.start !== 1 ? Number(list.start) : undefined}
      className={`grid gap-1.5 ps-5 marker:text-muted ${list.ordered ? "list-decimal" : "list-disc"}`}
    >
      {list.items.map((item, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries of one fixed text.
        <li key={i} className="min-w-0 [&>*+*]:mt-3">
          <Blocks document={document} tokens={item.tokens} />
        </li>
      ))}
    </Tag>
  );
}

function DataTable({ document, table }: { document: Document; table: Tokens.Table }) {
  const label =
    table.header
      .map(({ text }) => text)
      .filter(Boolean)
      .join(", ") || "Table";
  const isHeaderEmpty = table.header.every(({ text }) => text === "");
  return (
    <ScrollRegion label={label} className="min-w-0 overflow-x-auto print:overflow-visible">
      <table className="w-full border-collapse text-sm">
        {!isHeaderEmpty && (
          <thead>
            <tr className="border-b">
              {table.header.map((cell, i) => {
                // An empty header is no header to axe.
                const Tag = cell.text === "" ? "td" : "th";
                return (
                  <Tag
                    // biome-ignore lint/suspicious/noArrayIndexKey: cells of one fixed table.
                    key={i}
                    scope={cell.text === "" ? undefined : "col"}
                    className="py-2 pe-4 text-start align-bottom font-medium text-muted text-xs last:pe-0"
                  >
                    <Inlines document={document} tokens={cell.tokens} />
                  </Tag>
                );
              })}
            </tr>
          </thead>
        )}
        <tbody>
          {table.rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of one fixed table.
            <tr key={i} className="border-b align-top print:break-inside-avoid">
              {row.map((cell, j) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells of one fixed table.
                <td key={j} className={classes("py-2 pe-4 last:pe-0", cell.text.length > 12 && "min-w-40")}>
                  <Inlines document={document} tokens={cell.tokens} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Inlines({ document, tokens }: Part) {
  // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed text.
  return tokens.map((token, i) => <Inline key={i} document={document} token={token} />);
}

function Inline({ document, token }: { document: Document; token: Token }): ReactNode {
  const inside = "tokens" in token && token.tokens && <Inlines document={document} tokens={token.tokens} />;
  switch (token.type) {
    case "text":
      return inside || token.text;
    case "escape":
      return token.text;
    case "strong":
      return <strong className="font-semibold">{inside}</strong>;
    case "em":
      return <em>{inside}</em>;
    case "codespan":
      return <Code>{token.text}</Code>;
    case "br":
      return <br />;
    case "image":
      // Pictures are in public/, which is served at the root.
      return (
        // biome-ignore lint/performance/noImgElement: next/image is off (next.config.ts).
        <img src={token.href.replace(/^public/, "")} alt={token.text} className="my-2 rounded-lg border" />
      );
    case "link": {
      const href = targetOf(document, token.href);
      return href ? <TextLink href={href}>{inside}</TextLink> : inside;
    }
    default:
      throw unsupported(document, token.raw);
  }
}
