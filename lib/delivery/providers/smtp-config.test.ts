import { describe, expect, test } from "vitest";
import { smtp } from "./smtp";
import { senderOf } from "./smtp-config";

const from = "Acme <no-reply@acme.example>";

describe("an SMTP config", () => {
  test.each([
    [
      "smtps://u%40x:p%3Aw@mail.example",
      { host: "mail.example", port: 465, security: "tls", user: "u@x", password: "p:w" },
    ],
    ["smtp://mail.example", { host: "mail.example", port: 587, security: "starttls" }],
    ["smtp://[::1]:2525", { host: "::1", port: 2525, security: "starttls" }],
    [
      "smtp://u:%zz@mail.example",
      { host: "mail.example", port: 587, security: "starttls", user: "u", password: "%zz" },
    ],
  ])("takes %s apart and does not keep it", (url, parts) => {
    expect(smtp.parse({ url, from })).toEqual({ ok: true, value: { ...parts, from } });
  });

  test.each([
    [{ host: "mail.example" }, { port: 587, security: "starttls" }],
    [
      { host: "mail.example", security: "tls" },
      { port: 465, security: "tls" },
    ],
    [
      { host: "localhost", port: 1025, security: "none" },
      { port: 1025, security: "none" },
    ],
  ])("is safe unless it says otherwise: %j", (given, expected) => {
    expect(smtp.parse({ ...given, from })).toMatchObject({ ok: true, value: expected });
  });

  test.each([
    ["/config/host", { from }],
    ["/config/from", { host: "mail.example" }],
    ["/config/from", { host: "mail.example", from: "Acme <a@b>\r\nBcc: x@y" }],
    ["/config/from", { host: "mail.example", from: "nobody" }],
    ["/config/url", { url: "https://mail.example", from }],
    ["/config/url", { url: "mail.example", from }],
    ["/config/password", { host: "mail.example", user: "u", from }],
    ["/config/user", { host: "mail.example", password: "p", from }],
    ["/config/host", { host: "mail.example\nRCPT", from }],
    ["/config/port", { host: "mail.example", port: 0, from }],
    ["/config", { host: "mail.example", from, hots: "x" }],
  ])("is refused at %s: %j", (pointer, config) => {
    const parsed = smtp.parse(config);
    expect(parsed.ok ? [] : parsed.refusal.violations.map((violation) => violation.pointer)).toEqual([
      pointer,
    ]);
  });

  test("draws its own form, and says which members are secret", () => {
    expect(smtp.secretMembers).toEqual(["url", "password"]);
    expect(smtp.jsonSchema).toMatchObject({
      type: "object",
      required: ["from"],
      additionalProperties: false,
      properties: {
        password: { type: "string", title: "Password", writeOnly: true },
        port: { type: "integer" },
      },
    });
  });
});

test.each([
  ["Acme <a@b.example>", { name: "Acme", address: "a@b.example" }],
  ['"Acme, Inc." <a@b.example>', { name: "Acme, Inc.", address: "a@b.example" }],
  ["a@b.example", { name: "", address: "a@b.example" }],
])("the sender %s is taken apart", (text, sender) => {
  expect(senderOf(text)).toEqual(sender);
});
