import { createHash, createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { EmailMessage } from "../../../message";
import { aMail, aSender, aServer, send } from "./testing";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const dkimPrivateKey = privateKey.export({ format: "pem", type: "pkcs8" }) as string;
const record = `v=DKIM1; k=rsa; p=${publicKey.export({ format: "der", type: "spki" }).toString("base64")}`;

/** The TXT records of the signing domains. */
const dns = new Map([
  ["2026a._domainkey.acme.example", record],
  ["2026a._domainkey.mail.acme.example", record],
]);

interface Verdict {
  isBodyIntact: boolean;
  isSignatureValid: boolean;
  tags: Record<string, string>;
}

/** Verifies the first DKIM signature of a message, written after RFC 6376 §6.1 and independently of what signs. */
function verifyDkim(source: string): Verdict {
  const end = source.indexOf("\r\n\r\n");
  const headers = source.slice(0, end).split(/\r\n(?![ \t])/);
  const signature = headers.find((header) => /^dkim-signature:/i.test(header))!;
  const tags = tagsOf(signature.slice(signature.indexOf(":") + 1));
  expect(tags).toMatchObject({ v: "1", a: "rsa-sha256", c: "relaxed/relaxed" });
  const bodyHash = createHash("sha256")
    .update(relaxedBody(source.slice(end + 4)))
    .digest("base64");

  const remaining = headers.filter((header) => header !== signature);
  const signed = tags.h!.split(":").map((name) => {
    // The last one of several with the same name is signed first (§5.4.2).
    const index = remaining.findLastIndex((header) =>
      header.toLowerCase().startsWith(`${name.toLowerCase()}:`),
    );
    return index < 0 ? "" : `${relaxedHeader(remaining.splice(index, 1)[0]!)}\r\n`;
  });
  const unsigned = relaxedHeader(signature.replace(/([;\s]b=)[^;]*/, "$1"));
  const published = tagsOf(dns.get(`${tags.s}._domainkey.${tags.d}`)!);
  const key = createPublicKey({ key: Buffer.from(published.p!, "base64"), format: "der", type: "spki" });
  return {
    isBodyIntact: bodyHash === tags.bh,
    isSignatureValid: verify(
      "sha256",
      Buffer.from(signed.join("") + unsigned, "latin1"),
      key,
      Buffer.from(tags.b!, "base64"),
    ),
    tags,
  };
}

function tagsOf(list: string): Record<string, string> {
  const pairs = list.split(";").map((tag) => /^\s*(\w+)\s*=([\s\S]*)$/.exec(tag));
  return Object.fromEntries(
    pairs.filter((pair) => pair !== null).map(([, name, value]) => [name, value!.replace(/\s+/g, "")]),
  );
}

/** §3.4.2. */
function relaxedHeader(header: string): string {
  const colon = header.indexOf(":");
  const value = header
    .slice(colon + 1)
    .replace(/\r\n/g, "")
    .replace(/[ \t]+/g, " ")
    .trim();
  return `${header.slice(0, colon).trim().toLowerCase()}:${value}`;
}

/** §3.4.4. */
function relaxedBody(body: string): Buffer {
  const lines = body.split("\r\n").map((line) => line.replace(/[ \t]+/g, " ").replace(/ $/, ""));
  const text = lines.join("\r\n").replace(/(\r\n)+$/, "");
  return Buffer.from(text ? `${text}\r\n` : "", "latin1");
}

async function sendSigned(
  over: Partial<EmailMessage> = {},
  config: Record<string, unknown> = {},
): Promise<string> {
  const server = await aServer();
  const sender = aSender(server.port, { dkimSelector: "2026a", dkimPrivateKey, ...config });
  expect(await send(sender, aMail({ replyTo: "help@acme.example", ...over }))).toMatchObject({
    outcome: "accepted",
  });
  return server.sources[0]!.toString("latin1");
}

describe("a DKIM signature", () => {
  test.each<[string, Partial<EmailMessage>]>([
    ["is valid", {}],
    ["covers lines that begin with a dot", { text: ".\n..\n.hidden\n", html: "<p>\n.\n</p>" }],
    [
      "covers spaces and empty lines at the end",
      { text: "Code  048213 \t\n\n\n", html: "<p>x</p>   \n\n\n" },
    ],
    ["covers long lines", { subject: "Zürich ".repeat(40), html: `<p>${"ä".repeat(5000)}</p>` }],
  ])("%s", async (_, over) => {
    const { tags, ...verdict } = verifyDkim(await sendSigned(over));
    expect(verdict).toEqual({ isBodyIntact: true, isSignatureValid: true });
    expect(tags).toMatchObject({ d: "acme.example", s: "2026a" });
    expect(tags.h!.split(":")).toEqual(
      expect.arrayContaining(["from", "to", "reply-to", "subject", "date", "message-id", "content-type"]),
    );
  });

  test("can be of a different domain", async () => {
    const { tags, isSignatureValid } = verifyDkim(await sendSigned({}, { dkimDomain: "mail.acme.example" }));
    expect(tags.d).toBe("mail.acme.example");
    expect(isSignatureValid).toBe(true);
  });

  test.each([
    [/^Subject: .*$/m, "Subject: changed", { isBodyIntact: true, isSignatureValid: false }],
    [/^From: .*$/m, "From: other@acme.example", { isBodyIntact: true, isSignatureValid: false }],
    [/^Reply-To: .*$/m, "Reply-To: other@acme.example", { isBodyIntact: true, isSignatureValid: false }],
    [/Ihr Code: 048213/, "Ihr Code: 048214", { isBodyIntact: false, isSignatureValid: true }],
  ])("is broken by a change of %s", async (part, changed, expected) => {
    const source = await sendSigned();
    expect(source).toMatch(part);
    expect(verifyDkim(source.replace(part, changed))).toMatchObject(expected);
  });

  test("is not added without a key", async () => {
    const source = await sendSigned({}, { dkimSelector: undefined, dkimPrivateKey: undefined });
    expect(source).not.toMatch(/dkim-signature/i);
  });
});
