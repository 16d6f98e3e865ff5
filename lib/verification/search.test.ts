import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { deliveries, verifications } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import { arrayLiteral, db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { newId } from "@/lib/id";
import { cancel, type ListFilter, search } from ".";
import { aContext, aProject, started } from "./testing";

useTestDatabase();

let ctx: Ctx;
beforeEach(async () => {
  ctx = aContext(await aProject());
});

const found = async (filter: Partial<ListFilter>) =>
  (await search(ctx, { limit: 10, ...filter })).verifications.map(({ identifier }) => identifier);

test("each filter takes several values, and they narrow each other", async () => {
  const jane = await started(ctx, { identifier: { email: "jane@example.com" }, metadata: { order: "A-17" } });
  const joe = await started(ctx, { identifier: { phone: "+4915112345678" }, metadata: { order: "B-1" } });
  await cancel(ctx, { verificationId: joe.id });
  const provider = newId();
  await db()
    .update(deliveries)
    .set({ reason: "recipient_rejected", providerId: provider })
    .where(sql`verification_id = ${joe.id}`);

  expect(await found({ status: ["pending", "canceled"] })).toEqual([joe.identifier, jane.identifier]);
  expect(await found({ status: ["canceled"], channel: ["email"] })).toEqual([]);
  expect(await found({ channel: ["sms", "voice"] })).toEqual([joe.identifier]);
  expect(await found({ countries: ["DE"] })).toEqual([joe.identifier]);
  expect(await found({ dialects: ["native"], countries: ["FR"] })).toEqual([]);
  expect(await found({ providerIds: [provider] })).toEqual([joe.identifier]);
  expect(await found({ reasons: ["recipient_rejected", "gave_up"] })).toEqual([joe.identifier]);
  expect(await found({ metadata: { value: "a-1" } })).toEqual([jane.identifier]);
  expect(await found({ metadata: { name: "order", value: "B-1" } })).toEqual([joe.identifier]);
  expect(await found({ metadata: { name: "order", value: "B" } })).toEqual([]);
});

test("what is newer than a row, and rows by their ids", async () => {
  const [first, second, third] = [await started(ctx), await started(ctx), await started(ctx)];
  const idsOf = async (filter: Partial<ListFilter>) =>
    (await search(ctx, { limit: 10, ...filter })).verifications.map(({ id }) => id);
  expect(await idsOf({ after: first })).toEqual([third.id, second.id]);
  expect(await idsOf({ after: third })).toEqual([]);
  expect(await idsOf({ ids: [first.id, third.id] })).toEqual([third.id, first.id]);
});

test("a search for something rare stops after 20 000 verifications, and goes on from there", async () => {
  const rare = await started(ctx, { metadata: { order: "rare" } });
  const newer = arrayLiteral(Array.from({ length: 20_000 }, newId));
  await db().execute(sql`
    insert into ${verifications} (id, project_id, dialect, purpose, policy_name, policy_id, locale, secret_key_id, expires_at, code_expires_at)
    select newer, project_id, dialect, purpose, policy_name, policy_id, locale, secret_key_id, expires_at, code_expires_at
    from ${verifications} v, unnest(${newer}::uuid[]) newer where v.id = ${rare.id}`);
  const filter = { limit: 10, metadata: { value: "rare" } };
  const first = await search(ctx, filter);
  expect(first).toEqual({
    verifications: [],
    searchedTo: { id: expect.any(String), createdAt: expect.any(Date) },
  });
  const next = await search(ctx, { ...filter, before: first.searchedTo! });
  expect(next).toMatchObject({ verifications: [{ id: rare.id }], searchedTo: null });
});
