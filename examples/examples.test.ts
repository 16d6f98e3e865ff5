import { createClient, listVerifications, startVerification } from "@countersign/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { rightCode, someone } from "@/lib/http/native/contract/acts";
import { aClient } from "@/lib/http/native/contract/harness";
import { overHttp, type RunningServer, routesOf } from "@/lib/http/testing";
import { wrongCode } from "@/lib/verification/testing";
import { countersign } from "./auth-js";
import { codesByCountersign } from "./better-auth";

useTestDatabase();

let product: RunningServer;
let client: ReturnType<typeof createClient>;
beforeAll(async () => {
  product = await overHttp(routesOf("(native)"));
  client = createClient({ baseUrl: product.url, apiKey: (await aClient()).key });
});
afterAll(() => product.close());

test("Auth.js signs in whoever has the code", async () => {
  const email = someone();
  const started = await startVerification(client, { email, purpose: "authenticate" });
  const code = await rightCode(started);
  const { authorize } = countersign(client).options;
  const signIn = (code: string) => authorize({ verificationId: started.id, code }, {} as never);
  expect(await signIn(wrongCode(code))).toBeNull();
  expect(await signIn(code)).toEqual({ id: email, email });
});

test("Better Auth's phone numbers are verified by Countersign", async () => {
  const { sendOTP, verifyOTP } = codesByCountersign(client);
  const phoneNumber = "+4915112345678";
  expect(await verifyOTP({ phoneNumber, code: "123456" })).toBe(false);
  await sendOTP({ phoneNumber });
  const [started] = (await listVerifications(client, { phone: phoneNumber })).data;
  const code = await rightCode(started);
  expect(await verifyOTP({ phoneNumber, code: wrongCode(code) })).toBe(false);
  expect(await verifyOTP({ phoneNumber, code })).toBe(true);
});
