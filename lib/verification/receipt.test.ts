import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { createLocalJWKSet, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ctx, publicKeySet } from "@/lib/access";
import { useTestDatabase } from "@/lib/db/testing";
import { env } from "@/lib/env";
import { toTypeId } from "@/lib/id";
import { cancel } from "./cancel";
import { checkCode } from "./check-code";
import { issueReceipt, receiptForReturn } from "./receipt";
import { codeOf } from "./secret";
import type { Start } from "./start";
import { aContext, age, aProject, started } from "./testing";
import type { LoadedVerification } from "./verification";

useTestDatabase();

/** Serves the key set, as `/oidc/jwks` does. */
let keyServer: Server;
let ctx: Ctx;
beforeAll(async () => {
  keyServer = createServer(async (request, response) => {
    response.statusCode = request.url === "/oidc/jwks" ? 200 : 404;
    response.end(JSON.stringify(await publicKeySet()));
  }).listen(0, "127.0.0.1");
  await once(keyServer, "listening");
  ctx = aContext(await aProject({ returnUrls: ["https://shop.example/done"] }));
});
afterAll(() => keyServer.close());

let people = 0;
/** Of a new person each, because send limits count per recipient. */
async function verified(input: Partial<Start> = {}): Promise<LoadedVerification> {
  const v = await started(ctx, { identifier: { email: `Jane${++people}@example.com` }, ...input });
  const checked = await checkCode(ctx, { verificationId: v.id, code: codeOf(v) });
  if (!checked.ok) throw new Error(checked.refusal.code);
  return checked.value;
}

async function claimsOf(receipt: string) {
  const { payload } = await jwtVerify(receipt, createLocalJWKSet(await publicKeySet()), {
    typ: "verification-receipt+jwt",
    issuer: `${env.PUBLIC_URL}/oidc`,
    audience: toTypeId("prj", ctx.project.id),
  });
  return payload;
}

async function issued(
  v: LoadedVerification,
  options: { identifier?: "plain" | "hash"; nonce?: string } = {},
) {
  const made = await issueReceipt(ctx, { verificationId: v.id, identifier: "plain", ...options });
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
}

describe("a receipt", () => {
  test("says who proved what, when and how, for 400 days", async () => {
    const v = await verified();
    const { receipt, expiresAt } = await issued(v, { nonce: "n-0123456789" });
    const claims = await claimsOf(receipt);
    expect(claims).toMatchObject({
      sub: toTypeId("ver", v.id),
      identifier: { type: "email", value: v.identifierValue },
      purpose: "confirm",
      method: "code",
      channel: "email",
      level: "single-factor",
      verified_at: Math.floor(v.verifiedAt!.getTime() / 1000),
      nonce: "n-0123456789",
      exp: claims.iat! + 400 * 86_400,
    });
    expect(claims).not.toHaveProperty("user_id");
    expect(Math.abs(expiresAt.getTime() / 1000 - claims.exp!)).toBeLessThan(60);
  });

  test("can contain a salted hash that only a holder of the address can check", async () => {
    const v = await verified();
    const { identifier } = (await claimsOf((await issued(v, { identifier: "hash" })).receipt)) as {
      identifier: { salt: string; hash: string };
    };
    const hash = createHmac("sha256", identifier.salt).update(v.identifier!).digest("base64url");
    expect(identifier).toEqual({ type: "email", salt: expect.any(String), hash });
    const again = await claimsOf((await issued(v, { identifier: "hash" })).receipt);
    expect(again.identifier).not.toEqual(identifier);
  });

  test("is refused before the proof, after a cancellation or expiry, and to other projects", async () => {
    const v = await started(ctx);
    const asked = (by = ctx) => issueReceipt(by, { verificationId: v.id, identifier: "plain" });
    expect(await asked()).toMatchObject({
      refusal: { code: "verification_not_verified", status: "pending" },
    });
    expect(await asked(aContext(await aProject()))).toMatchObject({
      refusal: { code: "verification_not_found" },
    });
    await age(v.id, 3600);
    expect(await asked()).toMatchObject({
      refusal: { code: "verification_not_verified", status: "expired" },
    });
    await cancel(ctx, { verificationId: v.id });
    expect(await asked()).toMatchObject({
      refusal: { code: "verification_not_verified", status: "canceled" },
    });
  });

  test("can still be had after the verification's lifetime", async () => {
    const v = await verified();
    await age(v.id, 86_400);
    expect(await claimsOf((await issued(v)).receipt)).toMatchObject({ sub: toTypeId("ver", v.id) });
  });
});

describe("the receipt in a return URL", () => {
  const asked = { returnUrl: "https://shop.example/done", returnNonce: "n-0123456789" };

  test("carries the nonce and no address, and expires five minutes after the proof", async () => {
    const claims = await claimsOf((await receiptForReturn(await verified(asked)))!);
    expect(claims).toMatchObject({ nonce: "n-0123456789", identifier: { hash: expect.any(String) } });
    expect(JSON.stringify(claims)).not.toMatch(/jane/i);
    expect(claims.exp! - (claims.verified_at as number)).toBeLessThanOrEqual(301);
  });

  test("is made only if it was requested, and only within five minutes", async () => {
    expect(await receiptForReturn(await verified())).toBeNull();
    const v = await verified(asked);
    const later = { ...v, now: new Date(v.verifiedAt!.getTime() + 300_000) };
    expect(await receiptForReturn(later)).toBeNull();
  });
});

const run = promisify(execFile);
const python = "/usr/bin/python3";
const hasPyJwt = await run(python, ["-c", "import jwt, cryptography"]).then(
  () => true,
  () => false,
);

/** The code block of docs/receipts.md in this language, for our issuer and project. */
function documented(language: string): string {
  const docs = readFileSync("docs/receipts.md", "utf8");
  const code = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(docs)![1]!;
  return code
    .replace("https://verify.example.com", env.PUBLIC_URL)
    .replace(/\$?\{issuer\}/, `http://127.0.0.1:${(keyServer.address() as AddressInfo).port}/oidc`)
    .replace("prj_01jdkm8v1fe2r8zq4s5t6v7w8x", toTypeId("prj", ctx.project.id));
}

describe("the documented check", () => {
  const checks = {
    js: (receipt: string, nonce: string) =>
      run(process.execPath, [
        "--input-type=module",
        "-e",
        `const [receipt, nonce] = ${JSON.stringify([receipt, nonce])};\n${documented("js")}`,
      ]),
    python: (receipt: string, nonce: string) =>
      run(python, ["-c", `receipt, nonce = ${JSON.stringify([receipt, nonce])}\n${documented("python")}`]),
  };

  test.for(["js", "python"] as const)(
    "in %s accepts a genuine receipt, and refuses another nonce or signature",
    async (language, { skip }) => {
      if (language === "python" && !hasPyJwt) skip("PyJWT is not installed (apt install python3-jwt)");
      const { receipt } = await issued(await verified(), { nonce: "n-0123456789" });
      const { receipt: other } = await issued(await verified(), { nonce: "n-0123456789" });
      const check = checks[language];
      await check(receipt, "n-0123456789");
      await expect(check(receipt, "another-nonce")).rejects.toThrow("nonce");
      const mixed = `${receipt.split(".").slice(0, 2).join(".")}.${other.split(".")[2]}`;
      await expect(check(mixed, "n-0123456789")).rejects.toThrow(/signature/i);
    },
  );
});
