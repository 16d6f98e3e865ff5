import { Explanation } from "../drill/application";

export interface Row {
  fields: string[];
  /** Where the row begins, counted from 1. */
  line: number;
}

/** Longer fields are a quote that was never closed. */
const longestField = 1_000_000;

/** The rows of a file as in RFC 4180: quoted fields can contain commas, quotes (doubled) and line breaks. Empty lines are skipped. */
export async function* readCsv(bytes: AsyncIterable<Buffer>): AsyncIterable<Row> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let fields: string[] = [];
  let field = "";
  let isQuoted = false;
  /** The last character was a quote within a quoted field: it ends the field, or is the first of two. */
  let afterQuote = false;
  let line = 1;
  let begunAt = 1;

  function* take(text: string): Iterable<Row> {
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const character = text.charCodeAt(at);
      if (character === newline) line += 1;
      if (isQuoted && !afterQuote) {
        if (character !== quote) continue;
        field += text.slice(from, at);
        from = at + 1;
        afterQuote = true;
        continue;
      }
      if (afterQuote) {
        afterQuote = false;
        if (character === quote) {
          // This one is the character itself.
          from = at;
          continue;
        }
        isQuoted = false;
      }
      if (character === quote && field === "" && from === at) {
        isQuoted = true;
        from = at + 1;
      } else if (character === comma) {
        fields.push(field + text.slice(from, at));
        field = "";
        from = at + 1;
      } else if (character === newline) {
        const row = endRow(text.slice(from, at));
        from = at + 1;
        if (row) yield row;
      }
    }
    field += text.slice(from);
    if (field.length > longestField)
      throw new Explanation(`Line ${begunAt} has a quote that is never closed.`);
  }

  function endRow(rest: string): Row | null {
    fields.push((field + rest).replace(/\r$/, ""));
    const row = { fields, line: begunAt };
    fields = [];
    field = "";
    begunAt = line;
    return row.fields.length === 1 && row.fields[0] === "" ? null : row;
  }

  try {
    for await (const chunk of bytes) yield* take(decoder.decode(chunk, { stream: true }));
    yield* take(decoder.decode());
  } catch (error) {
    if (error instanceof TypeError) throw new Explanation("The file is not in UTF-8.");
    throw error;
  }
  if (isQuoted && !afterQuote) throw new Explanation(`Line ${begunAt} has a quote that is never closed.`);
  if (field !== "" || fields.length > 0) {
    const row = endRow("");
    if (row) yield row;
  }
}

const [quote, comma, newline] = [34, 44, 10];
