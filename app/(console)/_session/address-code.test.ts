import { beforeAll, expect, test, vi } from "vitest";
import { type Ctx, findOperatorByEmail, insertOperator } from "@/lib/access";
import { useTestDatabase } from "@/lib/db/testing";
import { newId } from "@/lib/id";
import { insertProject } from "@/lib/projects";
import { find } from "@/lib/verification";
import { codeOf } from "@/lib/verification/secret";
import { aContext, aProject, wrongCode } from "@/lib/verification/testing";
import { changeAddress, sendAddressCode } from "./address-code";

vi.mock("next/headers", () => ({ headers: async () => new Headers() }));
useTestDatabase();

let ctx: Ctx;
beforeAll(async () => {
  // Whose providers the console uses.
  await aProject();
  ctx = aContext(await insertProject("Console", { kind: "reserved" }));
});

const anOperator = () => insertOperator(`${newId()}@example.com`, "");

async function sent(operatorId: string, email: string) {
  const offered = await sendAddressCode(ctx, operatorId, email);
  if (!offered.ok) throw new Error(offered.refusal.code);
  const { verificationId } = offered.value;
  const found = await find(ctx, verificationId);
  if (!found.ok) throw new Error(found.refusal.code);
  return { verificationId, code: codeOf(found.value) };
}

test("an operator's address changes with the code that was sent to the new one", async () => {
  const operator = await anOperator();
  const { id, email } = operator;
  const next = `${newId()}@example.com`;
  const proof = await sent(id, next);
  expect(await changeAddress(ctx, operator, { ...proof, code: wrongCode(proof.code) })).toMatchObject({
    refusal: { code: "code_mismatch" },
  });
  expect(await findOperatorByEmail(email)).toMatchObject({ id });
  expect(await changeAddress(ctx, operator, proof)).toMatchObject({ ok: true, value: { email: next } });
  expect(await findOperatorByEmail(email)).toBeNull();
});

test("a code for one operator changes nothing for another", async () => {
  const [one, other] = [await anOperator(), await anOperator()];
  const proof = await sent(one.id, `${newId()}@example.com`);
  expect((await changeAddress(ctx, other, proof)).ok).toBe(false);
  expect(await findOperatorByEmail(other.email)).toMatchObject({ id: other.id });
});

test("an address that another operator has is only refused after it is proven", async () => {
  const [one, other] = [await anOperator(), await anOperator()];
  const proof = await sent(one.id, other.email.toUpperCase());
  expect(await changeAddress(ctx, one, proof)).toMatchObject({
    refusal: { code: "operator_email_taken" },
  });
});
