import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { senderOf } from "./config";
import { smtp } from "./index";

const from = "Acme <no-reply@acme.example>";
const host = "mail.example";

function aKey(type: "rsa" | "ed25519", modulusLength = 1024, passphrase?: string): string {
  const generate =
    type === "rsa" ? generateKeyPairSync("rsa", { modulusLength }) : generateKeyPairSync("ed25519");
  const secured = passphrase ? { cipher: "aes-256-cbc", passphrase } : {};
  return generate.privateKey.export({ format: "pem", type: "pkcs8", ...secured }) as string;
}
const dkimPrivateKey = aKey("rsa");

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
  ])("is split from %s, which is not stored", (url, parts) => {
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
    [
      { host: "localhost", security: "opportunistic", replyTo: "Help <help@acme.example>" },
      { port: 587, security: "opportunistic", replyTo: "Help <help@acme.example>" },
    ],
    [
      { host, dkimSelector: "2026.a", dkimPrivateKey: ` ${dkimPrivateKey}\n`, dkimDomain: "acme.example" },
      { dkimSelector: "2026.a", dkimPrivateKey: dkimPrivateKey.trim(), dkimDomain: "acme.example" },
    ],
  ])("has safe defaults: %j", (given, expected) => {
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
    ["/config/replyTo", { host, from, replyTo: "a@b\r\nBcc: x@y" }],
    ["/config/security", { host, from, security: "some" }],
    ["/config/dkimPrivateKey", { host, from, dkimSelector: "s" }],
    ["/config/dkimPrivateKey", { host, from, dkimDomain: "acme.example" }],
    ["/config/dkimSelector", { host, from, dkimPrivateKey }],
    ["/config/dkimSelector", { host, from, dkimSelector: "s; d=other", dkimPrivateKey }],
    ["/config/dkimDomain", { host, from, dkimSelector: "s", dkimPrivateKey, dkimDomain: "acme.example;" }],
    [
      "/config/dkimPrivateKey",
      { host, from, dkimSelector: "s", dkimPrivateKey: "-----BEGIN PRIVATE KEY-----" },
    ],
    ["/config/dkimPrivateKey", { host, from, dkimSelector: "s", dkimPrivateKey: aKey("rsa", 512) }],
    [
      "/config/dkimPrivateKey",
      { host, from, dkimSelector: "s", dkimPrivateKey: aKey("rsa", 1024, "secret") },
    ],
    ["/config/dkimPrivateKey", { host, from, dkimSelector: "s", dkimPrivateKey: aKey("ed25519") }],
  ])("is refused at %s: %j", (pointer, config) => {
    const parsed = smtp.parse(config);
    expect(parsed.ok ? [] : parsed.refusal.violations.map((violation) => violation.pointer)).toEqual([
      pointer,
    ]);
  });

  test("has a JSON Schema for forms, and secret members", () => {
    expect(smtp.secretMembers).toEqual(["url", "password", "dkimPrivateKey"]);
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
])("the sender %s is split into name and address", (text, sender) => {
  expect(senderOf(text)).toEqual(sender);
});
