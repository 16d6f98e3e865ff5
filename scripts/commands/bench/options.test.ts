import { expect, test } from "vitest";
import { BadOption, parseOptions } from "./options";

test("without options all calls are measured at 1, 16 and 64 clients", () => {
  expect(parseOptions([])).toMatchObject({
    clients: [1, 16, 64],
    only: ["noop", "start", "right", "wrong", "delivered", "webhook", "floor"],
    rows: [],
    help: false,
  });
});

test("full databases are compared at 16 clients, unless others are given", () => {
  expect(parseOptions(["--rows", "100,1000"])).toMatchObject({ rows: [100, 1000], clients: [16] });
  expect(parseOptions(["--rows=1000", "--clients=1,64"]).clients).toEqual([1, 64]);
});

test("waiting clients are counted", () => {
  expect(parseOptions(["--waiting", "1000"]).waiting).toBe(1000);
});

test("the quick mode is a set of defaults, wherever it stands", () => {
  expect(parseOptions(["--quick"])).toMatchObject({ seconds: 2, rounds: 2, clients: [16] });
  expect(parseOptions(["--seconds", "1", "--quick"])).toMatchObject({ seconds: 1, rounds: 2 });
});

test("calls are measured in their order, whatever the order they were named in", () => {
  expect(parseOptions(["--only", "right,noop"]).only).toEqual(["noop", "right"]);
});

test.each([
  [["--fast"], "Unknown option --fast"],
  [["--seconds", "0"], "above zero"],
  [["--rounds", "1.5"], "whole number"],
  [["--clients", "1,x"], 'not "x"'],
  [["--only", "start,stop"], 'not "stop"'],
  [["--rows"], "whole number"],
])("%j is refused in words", (args, words) => {
  expect(() => parseOptions(args)).toThrow(BadOption);
  expect(() => parseOptions(args)).toThrow(words);
});
