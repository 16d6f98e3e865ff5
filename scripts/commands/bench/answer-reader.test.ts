import { describe, expect, test } from "vitest";
import { AnswerReader } from "./answer-reader";

const measured = "HTTP/1.1 201 Created\r\nContent-Length: 7\r\n\r\nbody: 7";
const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\n{"a"\r\n3\r\n:1}\r\n0\r\n\r\n';
const empty = "HTTP/1.1 204 No Content\r\n\r\n";

describe.each([
  ["with its length", measured, 201],
  ["in chunks", chunked, 200],
  ["without a body", empty, 204],
])("an answer %s", (_, text, status) => {
  test("is read whole", () => {
    expect(new AnswerReader().push(Buffer.from(text))).toEqual({ status, text });
  });

  test("is whole only with its last byte, wherever it is cut", () => {
    for (let at = 1; at < text.length; at++) {
      const reader = new AnswerReader();
      expect(reader.push(Buffer.from(text.slice(0, at)))).toBeNull();
      expect(reader.push(Buffer.from(text.slice(at)))).toEqual({ status, text });
    }
  });
});

test("one connection brings one answer after another", () => {
  const reader = new AnswerReader();
  expect(reader.push(Buffer.from(measured))?.status).toBe(201);
  expect(reader.push(Buffer.from(chunked))?.status).toBe(200);
});
