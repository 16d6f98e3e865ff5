import { expect, test } from "vitest";
import { fileResponse, headOf, lineOf } from "./list-file";

const columns = ["id", "name", "agent", "at", "data"];
const row = {
  id: 7,
  name: "@Ada",
  agent: "=cmd|' /C calc'!A0",
  at: null,
  data: { name: 'a "b", c' },
  secret: "no",
};

test("CSV quotes what needs it, and a spreadsheet runs nothing", () => {
  expect(headOf(columns, "csv") + lineOf(columns, row, "csv")).toBe(
    `id,name,agent,at,data\r\n7,'@Ada,'=cmd|' /C calc'!A0,,"{""name"":""a \\""b\\"", c""}"\r\n`,
  );
});

test("both formats contain the columns and nothing else", () => {
  expect(headOf(columns, "jsonl")).toBe("");
  expect(Object.keys(JSON.parse(lineOf(columns, row, "jsonl")))).toEqual(columns);
});

test("a file has all rows, each page read after the one before", async () => {
  const pages = [[{ id: 1 }, { id: 2 }], [{ id: 3 }], []];
  const seen: unknown[] = [];
  const next = async (last: { id: number } | undefined) => {
    seen.push(last?.id);
    return pages.shift()!;
  };
  const file = { name: "list", columns: ["id"], lineOf: (row: { id: number }) => row, next };
  expect(await fileResponse(file, "csv").text()).toBe("id\r\n1\r\n2\r\n3\r\n");
  expect(seen).toEqual([undefined, 2, 3]);
});
