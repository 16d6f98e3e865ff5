import { expect, it } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { addPaidProvider } from "@/lib/protection/testing";
import { aClient, expectProblem } from "./harness";

useTestDatabase();

it("pauses a country or a beginning of numbers, lists it, and reopens it", async () => {
  const client = await aClient();
  await addPaidProvider(client.project.id);

  const paused = await client.call("POST", "/protection/prefixes/+99450/pause", { body: {} });
  expect([paused.status, paused.body]).toEqual([
    200,
    {
      ...{ prefix: "+99450", kind: "range", country: null, status: "paused", reason: "manual" },
      ...{ numbers: null, pausedAt: expect.any(String), pausedUntil: null },
      ...{ lastDay: { sent: 0, verified: 0 }, busiestHour: 0 },
    },
  ]);
  await client.call("POST", "/protection/prefixes/AZ/pause", { body: {} });
  const refused = await client.call("POST", "/verifications", { body: { phone: "+994501234567" } });
  expectProblem(refused, 422, "send_blocked");
  expect(refused.body).toMatchObject({ rule: "prefix_paused", retryAfterSeconds: null });

  const first = await client.call("GET", "/protection/prefixes?status=paused&limit=1");
  expect(first.body).toMatchObject({ data: [{ prefix: "+99450" }], nextCursor: "+99450" });
  const second = await client.call("GET", "/protection/prefixes?status=paused&limit=1&cursor=%2B99450");
  expect(second.body).toMatchObject({ data: [{ prefix: "AZ", kind: "country" }], nextCursor: null });

  const reopened = await client.call("POST", "/protection/prefixes/%2B99450/reopen", { body: {} });
  expect(reopened.body).toMatchObject({ status: "open", reason: null, pausedAt: null });
  expectProblem(
    await client.call("POST", "/protection/prefixes/+99450/reopen", { body: {} }),
    409,
    "prefix_not_paused",
  );
  expectProblem(
    await client.call("POST", "/protection/prefixes/Azerbaijan/pause", { body: {} }),
    422,
    "prefix_invalid",
  );
});
