import { beforeAll, describe, expect, test } from "vitest";
import { publicKeySet } from "@/lib/access";
import { useTestDatabase } from "@/lib/db/testing";
import { env } from "@/lib/env";
import { prove, someone } from "@/lib/http/native/contract/acts";
import { aClient, type Client } from "@/lib/http/native/contract/harness";
import { routesOf } from "@/lib/http/testing";
import { toTypeId } from "@/lib/id";
import { isReceiptFor, type ReceiptChecks, verifyReceipt } from "./index.js";

useTestDatabase();

const nonce = "n-0123456789";
let caller: Client;
let checks: ReceiptChecks;
let requests = 0;
beforeAll(async () => {
  caller = await aClient();
  const serve = routesOf("(oauth)");
  const send: typeof fetch = (url, init) => {
    requests++;
    return serve(new Request(url as string, init));
  };
  checks = { baseUrl: env.PUBLIC_URL, projectId: toTypeId("prj", caller.project.id), nonce, fetch: send };
});

async function receiptOf(email: string, identifier = "plain"): Promise<string> {
  const { id } = await prove(caller, { email });
  const path = `/verifications/${id}/receipt?nonce=${nonce}&identifier=${identifier}`;
  return (await caller.call("GET", path)).body.receipt;
}

const rewritten = (part: string, change: object) =>
  Buffer.from(
    JSON.stringify({ ...JSON.parse(Buffer.from(part, "base64url").toString()), ...change }),
  ).toString("base64url");

describe("a receipt", () => {
  test("is verified with the installation's keys, which are fetched once", async () => {
    const email = someone();
    const claims = await verifyReceipt(await receiptOf(email), checks);
    expect(claims).toMatchObject({ method: "code", purpose: "confirm", nonce });
    expect(await isReceiptFor(claims, ` ${email.toUpperCase()}`)).toBe(true);
    expect(await isReceiptFor(claims, someone())).toBe(false);
    await verifyReceipt(await receiptOf(someone()), checks);
    expect(requests).toBe(1);
  });

  test("with a hash is recognized by whoever knows the address", async () => {
    const email = someone();
    const claims = await verifyReceipt(await receiptOf(email, "hash"), checks);
    expect(claims.identifier).not.toHaveProperty("value");
    expect(await isReceiptFor(claims, email)).toBe(true);
    expect(await isReceiptFor(claims, someone())).toBe(false);
  });

  test("is refused if it was changed, or is for another project, session, installation or time", async () => {
    const receipt = await receiptOf(someone());
    const keys = await publicKeySet();
    const [header = "", claims = "", signature = ""] = receipt.split(".");
    const refused = async (text: string, over: Partial<ReceiptChecks> = {}) =>
      expect(verifyReceipt(text, { ...checks, keys, ...over })).rejects.toMatchObject({
        name: "ReceiptError",
      });
    await refused("nonsense");
    await refused(`${header}.${claims}`);
    await refused(`${header}.${rewritten(claims, { sub: "ver_x" })}.${signature}`);
    await refused(`${rewritten(header, { alg: "none" })}.${claims}.`);
    await refused(`${rewritten(header, { typ: "at+jwt" })}.${claims}.${signature}`);
    await refused(receipt, { keys: { keys: [] } });
    await refused(receipt, { projectId: toTypeId("prj", caller.reserved.id) });
    await refused(receipt, { nonce: "n-other-session" });
    await refused(receipt, { baseUrl: "https://verify.example" });
    expect(await verifyReceipt(receipt, { ...checks, keys })).toMatchObject({ nonce });
  });
});
