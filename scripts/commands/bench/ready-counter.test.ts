import { expect, test } from "vitest";
import { ReadyCounter } from "./ready-counter";

function message(type: string, body: string): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeUInt32BE(4 + body.length, 1);
  return Buffer.concat([head, Buffer.from(body)]);
}

// A row whose text looks like the end of a statement, then that end; twice.
const ready = message("Z", "I");
const statement = Buffer.concat([message("D", `text ${ready}`), message("C", "UPDATE 1\0"), ready]);
const stream = Buffer.concat([statement, statement]);

test("each statement ends once, however its bytes are cut", () => {
  for (let at = 0; at <= stream.length; at++) {
    const counter = new ReadyCounter();
    counter.push(stream.subarray(0, at));
    counter.push(stream.subarray(at));
    expect(counter.count).toBe(2);
  }
});
