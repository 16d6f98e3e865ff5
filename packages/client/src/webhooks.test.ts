import { describe, expect, test } from "vitest";
import { newSigningKey, signatures, standardHeaders } from "@/lib/webhooks/signing";
import { verifyWebhook, type WebhookRequest } from "./index.js";

const body = JSON.stringify({ type: "webhook.test", version: 1, data: { note: "Grüße" } });

describe.each(signatures)("a webhook signed with %s", (kind) => {
  const key = newSigningKey(kind);
  const secret = key.publicKey ?? key.secret;
  const headersAt = (at = new Date()) => standardHeaders([key], { id: "msg_1", at, body });
  const check = (over: Partial<WebhookRequest> = {}) =>
    verifyWebhook({ headers: headersAt(), body, secret, ...over });

  test("is accepted as text or bytes, with any kind of headers, and during a rotation", async () => {
    expect(await check()).toMatchObject({ type: "webhook.test", data: { note: "Grüße" } });
    expect(await check({ body: new TextEncoder().encode(body) })).toMatchObject({ version: 1 });
    expect(await check({ headers: new Headers(headersAt()) })).toMatchObject({ version: 1 });
    const old = newSigningKey(kind);
    expect(await check({ secret: [old.publicKey ?? old.secret, secret] })).toMatchObject({ version: 1 });
    const both = standardHeaders([old, key], { id: "msg_1", at: new Date(), body });
    expect(await check({ headers: both })).toMatchObject({ version: 1 });
  });

  test("is refused if anything signed was changed, or with another key", async () => {
    const other = newSigningKey(kind);
    for (const over of [
      { body: body.replace("webhook.test", "webhook.text") },
      { headers: { ...headersAt(), "webhook-id": "msg_2" } },
      { headers: { ...headersAt(), "webhook-signature": "v1,%%% v1a,AAAA v2,AAAA" } },
      { headers: { ...headersAt(), "webhook-signature": undefined } },
      { headers: { ...headersAt(), "webhook-timestamp": "soon" } },
      { secret: other.publicKey ?? other.secret },
    ]) {
      await expect(check(over), JSON.stringify(over)).rejects.toMatchObject({ name: "WebhookError" });
    }
  });

  test("is refused if it is older or newer than five minutes", async () => {
    for (const minutes of [-6, 6]) {
      const at = new Date(Date.now() + minutes * 60_000);
      await expect(check({ headers: headersAt(at) })).rejects.toMatchObject({ name: "WebhookError" });
    }
    const headers = headersAt(new Date(Date.now() - 6 * 60_000));
    expect(await check({ headers, toleranceSeconds: 600 })).toMatchObject({ version: 1 });
  });
});

test("a secret of another kind is a mistake of the caller, not of the sender", async () => {
  const headers = standardHeaders([newSigningKey("hmac")], { id: "msg_1", at: new Date(), body });
  await expect(verifyWebhook({ headers, body, secret: "csk_x" })).rejects.toBeInstanceOf(TypeError);
});
