import { problems } from "@/lib/http/native";
import { allDocuments, type Document, plainText } from "./documents";
import { chapters } from "./reference";

/** A heading with the text below it, a call of the API, or a problem. */
interface Passage {
  href: string;
  page: string;
  heading: string;
  text: string;
}

export interface Found extends Passage {
  /** The text around the first match. Odd entries are matches. */
  excerpt: string[];
}

/** No question is longer. */
const maxQueryLength = 100;
const maxFound = 25;

let index: (Passage & { words: { page: string[]; heading: string[]; text: string[] } })[] | undefined;

/** Finds passages that contain every word of the query or its beginning, the best first. */
export function search(query: string): Found[] {
  const words = wordsOf(query.slice(0, maxQueryLength));
  if (words.length === 0) return [];
  index ??= [...allDocuments().flatMap(passagesOf), ...callPassages(), ...problemPassages()].map(
    (passage) => ({
      ...passage,
      words: {
        page: wordsOf(passage.page),
        heading: wordsOf(passage.heading),
        text: wordsOf(passage.text),
      },
    }),
  );
  return index
    .map((passage) => ({ passage, score: scoreOf(passage.words, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, maxFound)
    .map(({ passage: { href, page, heading, text } }) => ({
      href,
      page,
      heading,
      text,
      excerpt: excerptOf(text, words),
    }));
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** 0 if a word is missing. Headings count more than text, and whole words more than beginnings. */
function scoreOf(
  { page, heading, text }: Record<"page" | "heading" | "text", string[]>,
  words: string[],
): number {
  let sum = 0;
  for (const word of words) {
    const score = 8 * hits(heading, word) + 4 * hits(page, word) + hits(text, word);
    if (score === 0) return 0;
    sum += score;
  }
  return sum;
}

/** Up to 3, so that a repeated word does not win over the right one. */
function hits(candidates: string[], word: string): number {
  const sum = candidates.reduce(
    (sum, candidate) => sum + (candidate === word ? 1 : candidate.startsWith(word) ? 0.5 : 0),
    0,
  );
  return Math.min(sum, 3);
}

function excerptOf(text: string, words: string[]): string[] {
  const match = new RegExp(`(?<![\\p{L}\\p{N}])(${words.join("|")})`, "giu");
  const at = Math.max(text.search(match) - 60, 0);
  const start = at === 0 ? 0 : text.indexOf(" ", at) + 1;
  const excerpt = text.slice(start, start + 200);
  const end = start + excerpt.length < text.length ? excerpt.lastIndexOf(" ") : excerpt.length;
  return `${start > 0 ? "… " : ""}${excerpt.slice(0, end)}${end < excerpt.length ? " …" : ""}`.split(match);
}

function passagesOf({ href, title, tokens, headings }: Document): Passage[] {
  const passages: Passage[] = [{ href, page: title, heading: title, text: "" }];
  for (const token of tokens) {
    const heading = headings.get(token);
    if (heading)
      passages.push({ href: `${href}#${heading.id}`, page: title, heading: heading.text, text: "" });
    else passages.at(-1)!.text += `${plainText(token)} `;
  }
  return passages;
}

function callPassages(): Passage[] {
  return chapters.flatMap(({ slug, name, calls }) =>
    calls.map(({ method, path, operation }) => ({
      href: `/docs/api/${slug}#${operation.operationId}`,
      page: `API: ${name}`,
      heading: operation.summary,
      text: `${method.toUpperCase()} ${path} ${operation.description}`,
    })),
  );
}

function problemPassages(): Passage[] {
  return Object.entries(problems).map(([code, { title, advice }]) => ({
    href: `/docs/problems/${code}`,
    page: "Problems",
    heading: code,
    text: `${title} ${advice}`,
  }));
}
