import { beforeAll, describe, expect, test, vi } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { listEvents } from "@/lib/events";
import { newId } from "@/lib/id";
import type { Project } from "@/lib/projects";
import type { Ctx } from "../context";
import { insertOperator, listTeam, type Operator, setRole, updateOperator } from "../repository";
import {
  beginSession,
  findSession,
  isHalfSignedIn,
  meetsSecondFactorRule,
  needsStepUp,
} from "../sessions/session";
import { acceptInvitation, inviteToTeam } from "../team/invitations";
import { aContext, aProject } from "../testing";
import { listLinkedOperators, mustEnterByCompany, unlinkCompanyAccount } from "./company-accounts";
import { type CompanyClaims, enterByCompany } from "./enter-by-company";
import { companyAddress, companySignIn, mustUseCompany } from "./settings";

vi.stubEnv("OPERATOR_OIDC_ISSUER", "https://login.acme.example");
vi.stubEnv("OPERATOR_OIDC_CLIENT_ID", "countersign");
vi.stubEnv("OPERATOR_OIDC_CLIENT_SECRET", "secret");
vi.stubEnv("OPERATOR_OIDC_DOMAINS", "ACME.example, bücher.example");
vi.stubEnv("OPERATOR_OIDC_NAME", "Acme");
vi.stubEnv("OPERATOR_OIDC_REQUIRED", "on");
useTestDatabase();

let project: Project;
let ctx: Ctx;
beforeAll(async () => {
  project = await aProject();
  ctx = aContext(project);
});

async function aMember(email = `${newId()}@acme.example`): Promise<Operator> {
  const operator = await insertOperator(email, "");
  await setRole(operator.id, project.id, "viewer");
  return operator;
}

/** What the provider says about somebody who has proven an address. */
const claimsOf = (email: string, over: CompanyClaims = {}): CompanyClaims => ({
  iss: "https://login.acme.example",
  sub: newId(),
  email,
  email_verified: true,
  ...over,
});

/** The ID of the operator somebody enters as, or why they are refused. */
async function enter(claims: CompanyClaims): Promise<string> {
  const ownCtx = async (operatorId: string): Promise<Ctx> => ({
    ...ctx,
    caller: { kind: "operator", operatorId },
  });
  const entered = await enterByCompany(companySignIn()!, claims, ownCtx);
  return entered.ok ? entered.value.operator.id : entered.refusal.code;
}

describe("an address counts as the company's", () => {
  test.each([
    ["jane@acme.example", "jane@acme.example"],
    [" Jane@ACME.example ", "Jane@acme.example"],
    ["jane@bücher.example", "jane@xn--bcher-kva.example"],
    ["jane@xn--bcher-kva.example", "jane@xn--bcher-kva.example"],
  ])("%s", (given, address) => {
    expect(companyAddress(companySignIn()!, given)).toBe(address);
  });

  test.each([
    "jane@mail.acme.example",
    "jane@notacme.example",
    "jane@acme.example.evil.example",
    "jane@acme.example/.evil.example",
    "jane@acme.example@evil.example",
    "jane@evil.example@acme.example",
    "jane@a%63me.example",
    "jane@acme.example.",
    "jane@acmé.example",
    // The Kelvin sign, whose lower case is "k".
    "\u212aim@acme.example",
    "@acme.example",
    "acme.example",
    "jane doe@acme.example",
  ])("but not %s", (given) => {
    expect(companyAddress(companySignIn()!, given)).toBeNull();
  });
});

test.each([
  ["another issuer", { iss: "https://login.acme.example/" }, "company_issuer_differs"],
  ["no address", { email: undefined }, "company_email_unverified"],
  ["an unverified address", { email_verified: false }, "company_email_unverified"],
  ["an address without a word about its proof", { email_verified: undefined }, "company_email_unverified"],
  ["a proof that is only a text", { email_verified: "true" }, "company_email_unverified"],
])("a member with %s is refused", async (_, over, code) => {
  expect(await enter(claimsOf((await aMember()).email, over))).toBe(code);
});

test("Entra ID's claim counts instead, unless it contradicts", async () => {
  const { id, email } = await aMember();
  const of = (xms_edov: unknown, email_verified?: boolean) =>
    claimsOf(email, { sub: id, xms_edov, email_verified });
  for (const claims of [of(false), of("0"), of(undefined), of(true, false)])
    expect(await enter(claims)).toBe("company_email_unverified");
  for (const claims of [of(true), of(1), of("1")]) expect(await enter(claims)).toBe(id);
});

test("another domain is refused, although a member has the address", async () => {
  const { email } = await aMember(`${newId()}@elsewhere.example`);
  expect(await enter(claimsOf(email))).toBe("company_domain_refused");
});

test("who is unknown, removed or disabled is refused, at the first sign-in and later", async () => {
  expect(await enter(claimsOf(`${newId()}@acme.example`))).toBe("operator_unknown");
  for (const isLinkedBefore of [false, true]) {
    const [removed, disabled] = [await aMember(), await aMember()];
    const [a, b] = [claimsOf(removed.email), claimsOf(disabled.email)];
    if (isLinkedBefore) expect([await enter(a), await enter(b)]).toEqual([removed.id, disabled.id]);
    await setRole(removed.id, project.id, null);
    await updateOperator(disabled.id, { disabledAt: new Date() });
    expect([await enter(a), await enter(b)]).toEqual(["operator_unknown", "operator_unknown"]);
  }
});

test("the first sign-in links the account, and later ones go by its subject, whatever the address is", async () => {
  const operator = await aMember();
  const claims = claimsOf(operator.email.toUpperCase());
  expect(await Promise.all([1, 2, 3, 4].map(() => enter(claims)))).toEqual(Array(4).fill(operator.id));
  const linked = await listEvents(project.id, { type: "operator.company_account_linked", limit: 10 });
  expect(JSON.stringify(linked)).toContain(String(claims.sub));

  // A new name, an address that is not confirmed yet, and one of another domain.
  for (const over of [
    { email: `${newId()}@acme.example` },
    { email_verified: false },
    { email: "jane@elsewhere.example" },
  ])
    expect(await enter({ ...claims, ...over })).toBe(operator.id);
  // The address was given to somebody else.
  expect(await enter(claimsOf(operator.email))).toBe("company_account_differs");
});

test("an invited person joins by the company's sign-in, and not by the mail", async () => {
  const email = `${newId()}@acme.example`;
  const invited = await inviteToTeam(ctx, { email, role: "support" });
  const token = invited.ok ? invited.value.link.split("#")[1]! : "";
  expect(await acceptInvitation(token)).toEqual({
    ok: false,
    refusal: { code: "company_sign_in_required" },
  });
  const claims = claimsOf(email);
  const operatorId = await enter(claims);
  const member = (await listTeam(project.id)).find(({ operator }) => operator.email === email);
  expect(member).toMatchObject({ operator: { id: operatorId }, role: "support" });

  // Later invitations to an address that has passed to somebody else stay open for them.
  const other = aContext(await aProject());
  await inviteToTeam(other, { email, role: "viewer" });
  await updateOperator(operatorId, { email: `${newId()}@acme.example` });
  expect(await enter(claims)).toBe(operatorId);
  expect(await listTeam(other.project.id)).toEqual([]);
});

test("mail does not sign in where the company's sign-in is required, even after the address was changed", async () => {
  const operator = await aMember();
  expect([mustUseCompany(operator.email), mustUseCompany("jane@elsewhere.example")]).toEqual([true, false]);
  expect(await mustEnterByCompany({ ...operator, email: "jane@elsewhere.example" })).toBe(false);
  await enter(claimsOf(operator.email));
  expect(await mustEnterByCompany({ ...operator, email: "jane@elsewhere.example" })).toBe(true);
});

test("an operator who has entered somebody else's address is signed out when its owner comes", async () => {
  const intruder = await aMember();
  const nowhere = { address: null, userAgent: null };
  const id = await beginSession({ operatorId: intruder.id, isSecondFactorGiven: false, ...nowhere });
  const email = `${newId()}@acme.example`;
  await updateOperator(intruder.id, { email });
  expect(await enter(claimsOf(email))).toBe(intruder.id);
  expect(await findSession(id, nowhere)).toBeNull();
});

test("an unlinked operator is signed out, and the next account with the address is linked", async () => {
  const operator = await aMember();
  await enter(claimsOf(operator.email));
  const nowhere = { address: null, userAgent: null };
  const id = await beginSession({ operatorId: operator.id, isSecondFactorGiven: false, ...nowhere });
  expect(await listLinkedOperators(project.id)).toContain(operator.id);

  const elsewhere = aContext(await aProject());
  expect(await unlinkCompanyAccount(elsewhere, operator.id)).toMatchObject({
    refusal: { code: "not_in_team" },
  });
  expect(await unlinkCompanyAccount(ctx, operator.id)).toMatchObject({ ok: true });
  expect(await unlinkCompanyAccount(ctx, operator.id)).toMatchObject({ refusal: { code: "not_linked" } });
  expect(await findSession(id, nowhere)).toBeNull();
  expect(await listLinkedOperators(project.id)).not.toContain(operator.id);
  expect(await enter(claimsOf(operator.email))).toBe(operator.id);
});

test("several factors at the company count at sign-in, but not before sensitive changes", async () => {
  const operator = await aMember();
  const claims = claimsOf(operator.email);
  const hasMfa = async (amr: unknown) => {
    const entered = await enterByCompany(companySignIn()!, { ...claims, amr }, async () => ctx);
    return entered.ok && entered.value.hasCompanyMfa;
  };
  expect(await hasMfa(["pwd", "mfa"])).toBe(true);
  for (const amr of [undefined, "mfa", ["pwd"], ["otp"], ["hwk"]]) expect(await hasMfa(amr)).toBe(false);

  const nowhere = { address: null, userAgent: null };
  const sessionBy = async (hasCompanyMfa: boolean) => {
    const id = await beginSession({
      operatorId: operator.id,
      isSecondFactorGiven: false,
      hasCompanyMfa,
      ...nowhere,
    });
    return (await findSession(id, nowhere))!;
  };
  const [plain, mfa] = [await sessionBy(false), await sessionBy(true)];
  expect([meetsSecondFactorRule(plain), meetsSecondFactorRule(mfa)]).toEqual([false, true]);
  const withApp = (session: typeof plain) => ({ ...session, hasTotp: true });
  expect([isHalfSignedIn(withApp(plain)), isHalfSignedIn(withApp(mfa))]).toEqual([true, false]);
  expect(needsStepUp(withApp(mfa))).toBe(true);
});
