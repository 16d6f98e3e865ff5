import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { rightCode, someone } from "@/lib/http/native/contract/acts";
import { aClient, type Client as Caller } from "@/lib/http/native/contract/harness";
import { overHttp, type RunningServer, routesOf } from "@/lib/http/testing";
import { newId, toTypeId } from "@/lib/id";
import { wrongCode } from "@/lib/verification/testing";
import {
  type Client,
  type ClientOptions,
  ConnectionError,
  checkCode,
  createClient,
  createUser,
  deleteUser,
  eachOf,
  getVerification,
  listUsers,
  listVerifications,
  ProblemError,
  startVerification,
} from "./index.js";

useTestDatabase();

let product: RunningServer;
let caller: Caller;
let client: Client;
beforeAll(async () => {
  product = await overHttp(routesOf("(native)"));
  caller = await aClient();
  client = clientWith();
});
afterAll(() => product.close());

const clientWith = (options: Partial<ClientOptions> = {}) =>
  createClient({ baseUrl: product.url, apiKey: caller.key, ...options });

const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => expect.unreachable("The call succeeded."),
    (error: unknown) => error,
  );

/** A `fetch` that loses the first responses: the product has done the work, but the caller does not learn it. */
function losingResponses(count: number) {
  const requests: RequestInit[] = [];
  const send: typeof fetch = async (url, init) => {
    requests.push(init!);
    const response = await fetch(url, init);
    if (requests.length <= count) throw new TypeError("connection reset");
    return response;
  };
  return { requests, fetch: send };
}

describe("calls", () => {
  test("start a verification, refuse a wrong code and accept the right one", async () => {
    const started = await startVerification(client, { email: someone(), locale: "de" });
    expect(started).toMatchObject({ status: "pending", locale: "de", attempts: { used: 0 } });
    const code = await rightCode(started);

    const refused = await refusalOf(checkCode(client, { id: started.id, code: wrongCode(code) }));
    expect(refused).toBeInstanceOf(ProblemError);
    expect(refused).toMatchObject({
      code: "code_mismatch",
      status: 422,
      problem: { attemptsLeft: 4, detail: expect.any(String) },
      requestId: expect.stringMatching(/./),
    });
    const verified = await checkCode(client, { id: started.id, code });
    expect(verified).toMatchObject({ status: "verified", method: "code" });
  });

  test("put each member of the input where the API expects it", async () => {
    const { id } = await createUser(client, { externalId: "crm/4711 & more" });
    const found = await listUsers(client, { externalId: "crm/4711 & more", limit: 1 });
    expect(found.data.map((user) => user.id)).toEqual([id]);
    expect(await deleteUser(client, { id })).toMatchObject({ id });
    expect(await refusalOf(getVerification(client, { id: toTypeId("ver", newId()) }))).toMatchObject({
      code: "verification_not_found",
    });
  });

  test("read all pages of a list", async () => {
    const other = await aClient();
    const by = clientWith({ apiKey: async () => other.key });
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.push((await createUser(by, { externalId: `user-${i}` })).id);
    const found: string[] = [];
    for await (const user of eachOf(listUsers, by, { limit: 2 })) found.push(user.id);
    expect(found.toSorted()).toEqual(ids.toSorted());
  });
});

describe("retries", () => {
  test("a start whose response was lost is run once, and its retry gets the same verification", async () => {
    const losing = losingResponses(2);
    const email = someone();
    const started = await startVerification(clientWith(losing), { email });
    expect(losing.requests).toHaveLength(3);
    const all = await listVerifications(client, { email });
    expect(all.data.map(({ id }) => id)).toEqual([started.id]);
  });

  test("a code whose response was lost is not sent again, because each try would count", async () => {
    const started = await startVerification(client, { email: someone() });
    const losing = losingResponses(1);
    const input = { id: started.id, code: wrongCode(await rightCode(started)) };
    const lost = await refusalOf(checkCode(clientWith(losing), input));
    expect(lost).toBeInstanceOf(ConnectionError);
    expect(losing.requests).toHaveLength(1);
    expect((await getVerification(client, { id: started.id })).attempts.used).toBe(1);
  });

  test("calls with one idempotency key are run once", async () => {
    const [email, idempotencyKey] = [someone(), crypto.randomUUID()];
    const first = await startVerification(client, { email }, { idempotencyKey });
    const second = await startVerification(client, { email }, { idempotencyKey });
    expect(second.id).toBe(first.id);
  });

  test.each([
    { retryAfter: 1, tries: 2, outcome: "succeeds" },
    { retryAfter: 60, tries: 1, outcome: "is refused" },
  ])("after a 429 with Retry-After: $retryAfter, the call $outcome", async ({ retryAfter, tries }) => {
    let count = 0;
    const limited: typeof fetch = async (url, init) => {
      if (++count > 1) return fetch(url, init);
      const problem = { title: "Too many requests.", detail: "…", code: "quota_exceeded" };
      return Response.json(problem, {
        status: 429,
        headers: { "content-type": "application/problem+json", "retry-after": String(retryAfter) },
      });
    };
    const began = performance.now();
    const call = listUsers(clientWith({ fetch: limited }));
    if (tries === 1) {
      expect(await refusalOf(call)).toMatchObject({ code: "quota_exceeded", retryAfterSeconds: 60 });
    } else {
      await call;
      // Timers may fire a millisecond early.
      expect(performance.now() - began).toBeGreaterThan(retryAfter * 1000 - 10);
    }
    expect(count).toBe(tries);
  });

  test("a refusal is not repeated", async () => {
    const counting = losingResponses(0);
    expect(await refusalOf(startVerification(clientWith(counting), { email: "nonsense" }))).toMatchObject({
      code: "email_invalid",
      status: 422,
    });
    expect(counting.requests).toHaveLength(1);
  });
});

describe("time", () => {
  test("a silent server is given up, and the caller can cancel", async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    const by = createClient({ baseUrl: `http://127.0.0.1:${port}`, apiKey: "x", retries: 1 });
    const late = await refusalOf(listUsers(by, {}, { timeoutSeconds: 0.05 }));
    expect(late).toBeInstanceOf(ConnectionError);
    expect(late).toMatchObject({ message: "Countersign did not respond within 0.05 seconds." });

    const abort = new AbortController();
    const canceled = refusalOf(listUsers(by, {}, { signal: abort.signal }));
    abort.abort(new Error("The person left."));
    expect(await canceled).toMatchObject({ message: "The person left." });
    silent.closeAllConnections();
    silent.close();
  });

  test("what is not Countersign's response is an error of its own", async () => {
    const html: typeof fetch = async () => new Response("<h1>Bad gateway</h1>", { status: 404 });
    const error = await refusalOf(listUsers(clientWith({ fetch: html })));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ status: 404 });
  });
});
