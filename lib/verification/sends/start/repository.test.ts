import { expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { find, start } from "@/lib/verification";
import { aContext, aProject } from "@/lib/verification/testing";

useTestDatabase();

it.each([
  ["an address", { identifier: { email: "Jane@Example.com" } }],
  [
    "a phone number, with everything a caller can set",
    {
      identifier: { phone: "+4915112345678" },
      locale: "de",
      returnUrl: "https://example.com/done",
      returnNonce: "n-1",
      linkTemplate: "https://example.com/{token}",
      metadata: { order: "17" },
      wireContext: { state: ["a", 1] },
      expiresInSeconds: 120,
      client: "web",
      code: "424242",
    },
  ],
  ["an address that the person enters", {}],
  [
    "a stranger's address",
    {
      identifier: { email: "stranger@example.com" },
      policy: { name: "known", differences: { recipients: "known" } },
    },
  ],
] as const)("what a start of %s returns is what the row says", async (_, input) => {
  const ctx = aContext(await aProject({ returnUrls: ["https://example.com/done"] }));
  const started = await start(ctx, input);
  if (!started.ok) throw new Error(JSON.stringify(started.refusal));
  const { verification } = started.value;
  const found = await find(ctx, verification.id);
  expect(found).toEqual({ ok: true, value: { ...verification, now: expect.any(Date) } });
});
