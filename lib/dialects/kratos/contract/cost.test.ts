import { describe, expect, it } from "vitest";
import { createApiKey, scopes } from "@/lib/access";
import { recordStatements, useTestDatabase } from "@/lib/db/testing";
import { fastest, median, routesOf } from "@/lib/http/testing";
import { fromTypeId } from "@/lib/id";
import { findForPortal } from "@/lib/verification";
import { codeOf } from "@/lib/verification/secret";
import { anApp, type TestApp } from "./harness";

useTestDatabase();

const statements = recordStatements();

async function codeOfVerification(id: string): Promise<string> {
  const found = await findForPortal(id);
  if (!found.ok) throw new Error(found.refusal.code);
  return codeOf(found.value);
}

/** One whole verification by this dialect. Reading the code is not counted. */
async function cycle(app: TestApp, email: string): Promise<{ count: number; ms: number }> {
  statements.length = 0;
  const begun = performance.now();
  const flow = await app.apiFlow();
  await app.submit(flow, { method: "code", email });
  const [before, sent] = [statements.length, performance.now()];
  const code = await codeOfVerification(flow.id);
  const [lookedUp, again] = [statements.length - before, performance.now()];
  const { body } = await app.submit(flow, { code });
  expect(body.state).toBe("passed_challenge");
  return { count: statements.length - lookedUp, ms: performance.now() - again + sent - begun };
}

const native = routesOf("(native)");

async function nativeCycle(key: string, email: string): Promise<number> {
  const post = (path: string, body: object) =>
    native(
      new Request(`http://localhost:3000/api/v1/verifications${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    );
  const begun = performance.now();
  const { id } = (await (await post("", { email })).json()) as { id: string };
  const started = performance.now();
  const code = await codeOfVerification(fromTypeId("ver", id)!);
  const again = performance.now();
  expect((await post(`/${id}/attempts`, { code })).status).toBe(200);
  return performance.now() - again + started - begun;
}

describe("known and unknown addresses", () => {
  it("cost the same statements, and the same time", async () => {
    const app = await anApp();
    const rounds = 30;
    for (let i = 0; i < 3 * rounds; i++) await app.identity({ email: `known-${i}@ory.sh` });
    const submitTo = async (email: string) => {
      const flow = await app.apiFlow();
      statements.length = 0;
      const begun = performance.now();
      await app.submit(flow, { method: "code", email });
      return { asked: [...statements], ms: performance.now() - begun };
    };
    await submitTo("warm@ory.sh");
    let next = 0;
    const difference = await fastest(async () => {
      const times = { known: [] as number[], unknown: [] as number[] };
      for (let i = 0; i < rounds; i++, next++) {
        const known = await submitTo(`known-${next}@ory.sh`);
        const unknown = await submitTo(`unknown-${next}@ory.sh`);
        expect(unknown.asked).toEqual(known.asked);
        times.known.push(known.ms);
        times.unknown.push(unknown.ms);
      }
      return Math.abs(Math.log(median(times.known) / median(times.unknown)));
    });
    expect(difference).toBeLessThan(0.5);
  });
});

describe("a whole cycle: a flow, its address, its code", () => {
  it("takes at most eight statements, and is within four times a native start and check", async () => {
    const app = await anApp();
    const { secret } = await createApiKey(app.project.id, { name: "Native", scopes });
    const emails = Array.from({ length: 40 }, (_, i) => `cost-${i}@ory.sh`);
    for (const email of emails) await app.identity({ email });
    // Cached values (host, key, providers) are loaded before the count.
    await cycle(app, emails[0]!);
    await nativeCycle(secret, "cost@example.com");
    const ratio = await fastest(async () => {
      const ours: number[] = [];
      const theirs: number[] = [];
      for (const email of emails.splice(0, 13)) {
        const { count, ms } = await cycle(app, email);
        // The native cycle costs three. Fewer would mean that nothing was counted.
        expect(count).toBeGreaterThanOrEqual(3);
        expect(count).toBeLessThanOrEqual(8);
        ours.push(ms);
        theirs.push(await nativeCycle(secret, `native-${email}`));
      }
      return median(ours) / median(theirs);
    });
    expect(ratio).toBeLessThan(4);
  });
});
