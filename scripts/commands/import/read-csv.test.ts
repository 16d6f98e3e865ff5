import { describe, expect, it } from "vitest";
import { readCsv } from "./read-csv";

async function rowsOf(text: string | Buffer, chunkBytes = 1000) {
  const bytes = Buffer.from(text);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
  }
  const rows: [number, ...string[]][] = [];
  for await (const { fields, line } of readCsv(chunks())) rows.push([line, ...fields]);
  return rows;
}

describe("readCsv", () => {
  it("reads quotes, commas and line breaks in fields, whatever the chunks", async () => {
    const text = '\ufeffa,b\r\n"1, ""x""","two\nlines"\r\n\r\n,""\nü,"end"';
    const expected = [
      [1, "a", "b"],
      [2, '1, "x"', "two\nlines"],
      [5, "", ""],
      [6, "ü", "end"],
    ];
    for (let chunkBytes = 1; chunkBytes < 12; chunkBytes++) {
      expect(await rowsOf(text, chunkBytes)).toEqual(expected);
    }
  });

  it("explains a quote that is never closed, and another encoding", async () => {
    await expect(rowsOf('a\n"b')).rejects.toThrow("Line 2 has a quote that is never closed.");
    await expect(rowsOf(Buffer.from("a\n\xfc", "latin1"))).rejects.toThrow("The file is not in UTF-8.");
  });
});
