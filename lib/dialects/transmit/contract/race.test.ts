import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { startWorker, type Worker } from "@/lib/delivery";
import { fromShortId } from "@/lib/id";
import { log } from "@/lib/log";
import { openChallenges } from "@/lib/verification";
import {
  anApp,
  aPerson,
  codeFor,
  someAddress,
  someNumber,
  type TestResponse,
  type TestUser,
  wrong,
} from "./harness";

/* The same passcode sent several times at once: by an impatient person, or by a client that retries. */

useTestDatabase();

let worker: Worker;
beforeAll(() => {
  worker = startWorker({ openChallenges, log });
});
afterAll(() => worker.stop());

const taken = { message: "Email is already verified in the tenant", error_code: 409 };

async function sentTo(person: TestUser) {
  const email = someAddress();
  expect((await person.verify("otp/email/send", { email })).status).toBe(200);
  return { email, passcode: await codeFor(person.app, email) };
}

const times = (count: number, run: () => Promise<TestResponse>) =>
  Promise.all(Array.from({ length: count }, run));

const countOf = (answers: TestResponse[], status: number) =>
  answers.filter((answer) => answer.status === status).length;

/** Runs `during` while no attempt at this user's passcodes can be counted. */
async function whileCountingWaits(person: TestUser, during: () => Promise<void>): Promise<void> {
  await db().transaction(async (tx) => {
    await tx.execute(sql`select from verifications where user_id = ${fromShortId(person.userId)} for update`);
    await during();
  });
}

async function untilSomethingWaits(): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    const [row] = await db().execute(
      sql`select count(*)::int as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (Number(row!.waiting) > 0) return;
    await new Promise((done) => setTimeout(done, 10));
  }
  throw new Error("Nothing waits for the lock.");
}

describe("the correct passcode, sent again before the first call has marked it", () => {
  // Counts that already wait for the row run before the statement that marks it, so all attempts are used up by then.
  it.each([1, 2])("is 409 with %i attempts allowed, not a wrong passcode", async (maxFailures) => {
    const person = await aPerson(await anApp({ settings: { maxFailures } }));
    const sent = await sentTo(person);
    let answers: Promise<TestResponse[]> | undefined;
    await whileCountingWaits(person, async () => {
      answers = times(5, () => person.verify("otp/email/validate", sent));
      await untilSomethingWaits();
      // Time for the other four to queue.
      for (let i = 0; i < 20; i++) await person.profile();
    });
    expect(countOf(await answers!, 200)).toBe(1);
    const losers = (await answers!).filter(({ status }) => status !== 200);
    for (const { body } of losers) expect(body).toEqual(taken);
  });

  it("does not use attempts of the user's other passcodes", async () => {
    const person = await aPerson(await anApp({ settings: { maxFailures: 3 } }));
    const first = await sentTo(person);
    await times(3, () => person.verify("otp/email/validate", first));
    const second = await sentTo(person);
    const validate = (passcode: string) =>
      person.verify("otp/email/validate", { email: second.email, passcode });
    for (let i = 0; i < 2; i++) expect((await validate(wrong(second.passcode))).status).toBe(400);
    expect((await validate(second.passcode)).body).toEqual({ result: true });
  });

  it("does not make a passcode valid whose attempts are used up", async () => {
    const person = await aPerson(await anApp({ settings: { maxFailures: 3 } }));
    const { email, passcode } = await sentTo(person);
    const validate = (code: string) => person.verify("otp/email/validate", { email, passcode: code });
    for (let i = 0; i < 3; i++) await validate(wrong(passcode));
    const answers = await times(20, () => validate(passcode));
    expect(countOf(answers, 400)).toBe(20);
    expect((await person.profile()).email.value).toBe(person.email);
  });
});

describe("fifty parallel correct passcodes, with three attempts allowed", () => {
  const conflict = (answers: TestResponse[]) => {
    expect(countOf(answers, 200)).toBe(1);
    expect(countOf(answers, 409)).toBe(49);
  };

  it("by email: one is 200, the others 409", async () => {
    const person = await aPerson(await anApp());
    const sent = await sentTo(person);
    conflict(await times(50, () => person.verify("otp/email/validate", sent)));
  });

  it("by SMS: one is 200, the others 409", async () => {
    const person = await aPerson(await anApp());
    const phone_number = someNumber();
    await person.verify("otp/sms/send", { phone_number });
    const passcode = await codeFor(person.app, phone_number);
    conflict(await times(50, () => person.verify("otp/sms/validate", { phone_number, passcode })));
  });

  it("by a backend: one is 200, the others 409", async () => {
    const person = await aPerson(await anApp());
    const at = `/cis/v1/users/${person.userId}`;
    const sent = await sentTo(person);
    conflict(await times(50, () => person.app.post(`${at}/email/verification/verify`, sent)));
    const phone_number = someNumber();
    await person.app.post(`${at}/phone/verification/send`, { phone_number });
    const passcode = await codeFor(person.app, phone_number);
    conflict(
      await times(50, () => person.app.post(`${at}/phone/verification/verify`, { phone_number, passcode })),
    );
  });

  it("to sign in: one is 200, the others are used-up passcodes", async () => {
    const person = await aPerson(await anApp());
    const by = { identifier_type: "user_id", identifier: person.userId };
    const sent = await person.app.post("/cis/v1/auth/otp/send", { channel: "direct", ...by });
    const answers = await times(50, () =>
      person.app.post("/cis/v1/auth/otp/authenticate", { passcode: sent.body.code, ...by }),
    );
    expect(countOf(answers, 200)).toBe(1);
    expect(countOf(answers, 400)).toBe(49);
  });
});
