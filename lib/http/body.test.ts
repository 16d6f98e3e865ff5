import { describe, expect, it } from "vitest";
import { parseJson, readBody } from "./body";

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" } as RequestInit);
const codeOf = async (request: Request) => {
  const read = await readBody(request, 100);
  return read.ok ? "read" : read.refusal.code;
};

describe("a request body", () => {
  it.each([
    ["gzip", "content_encoding_unsupported"],
    ["br", "content_encoding_unsupported"],
    ["gzip, identity", "content_encoding_unsupported"],
    ["x-unknown", "content_encoding_unsupported"],
    ["identity", "read"],
    ["Identity", "read"],
  ])("with Content-Encoding %s: %s", async (encoding, code) => {
    expect(await codeOf(post("{}", { "content-encoding": encoding }))).toBe(code);
  });

  it.each([
    ["a byte that starts no character", [0x22, 0xff, 0x22]],
    ["half a character at its end", [0x22, 0xc3]],
    ["an overlong slash", [0x22, 0xc0, 0xaf, 0x22]],
    ["an encoded surrogate", [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ["UTF-16", [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]],
  ])("with %s is refused, with and without Content-Length", async (_, bytes) => {
    const body = new Uint8Array(bytes);
    expect(await codeOf(post(body, { "content-length": String(body.length) }))).toBe("request_invalid");
    expect(await codeOf(post(new Blob([body]).stream()))).toBe("request_invalid");
  });

  it.each(["multipart/form-data; boundary=x", "image/png", "application/octet-stream"])(
    "of the type %s can contain any bytes, so that its type decides",
    async (type) => {
      expect(await codeOf(post(new Uint8Array([0xff]), { "content-type": type }))).toBe("read");
    },
  );

  it("that ends early is refused without an exception", async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.error(Object.assign(new Error("aborted"), { code: "ECONNRESET" })),
    });
    expect(await codeOf(post(body))).toBe("request_invalid");
  });

  it("is read up to its limit, with and without Content-Length", async () => {
    expect(await codeOf(post("x".repeat(100)))).toBe("read");
    expect(await codeOf(post("x".repeat(101)))).toBe("body_too_large");
    expect(await codeOf(post(new Blob(["x".repeat(101)]).stream()))).toBe("body_too_large");
  });
});

describe("JSON members named __proto__", () => {
  const text = '{"a":1,"__proto__":{"polluted":true},"b":[{"__proto__":null,"c":2}]}';

  it("are dropped at every depth if unknown members are ignored", () => {
    const parsed = parseJson(text);
    expect(parsed).toEqual({ ok: true, value: { a: 1, b: [{ c: 2 }] } });
    const value = (parsed as { value: object }).value;
    expect(Object.hasOwn(value, "__proto__")).toBe(false);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect("polluted" in {}).toBe(false);
  });

  it("are refused if unknown members are", () => {
    const parsed = parseJson(text, { isStrict: true });
    expect(parsed).toMatchObject({ ok: false, refusal: { violations: [{ pointer: "/__proto__" }] } });
  });
});
