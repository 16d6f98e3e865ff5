import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { socialAccounts, verifications } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { type Connector, createConnector, deleteConnector, updateConnector } from "@/lib/social";
import { anOpenIdStandIn, authorizationIn, type StandIn, startStandIn } from "@/lib/social/testing";
import { addSocialAccount, deleteUser, findUser } from "@/lib/users";
import { aUser } from "@/lib/users/testing";
import {
  type BeginAuthorization,
  beginAuthorization,
  cancel,
  checkCode,
  finishAtCallback,
  finishAuthorization,
  setIdentifier,
  timelineOf,
} from ".";
import { proveSocial } from "./prove-social";
import { aContext, age, aProject, started } from "./testing";

useTestDatabase();

const redirectUri = "https://app.example.com/back";
const clientSecret = "a-client-secret-that-must-not-be-seen";

let standIn: StandIn;
let provider: Awaited<ReturnType<typeof anOpenIdStandIn>>;
let ctx: Ctx;
let connector: Connector;

beforeEach(async () => {
  standIn = await startStandIn();
  provider = await anOpenIdStandIn(standIn);
  ctx = aContext(await aProject({ returnUrls: [redirectUri] }));
  connector = await aConnector(ctx);
});
afterEach(() => standIn.close());

async function aConnector(within: Ctx, target = "acme"): Promise<Connector> {
  const config = { issuer: standIn.url, clientId: "client-1", clientSecret };
  const created = await createConnector(within, { kind: "oidc", target, name: "Acme ID", config });
  if (!created.ok) throw new Error(created.refusal.code);
  return created.value;
}

async function begun(verificationId: string, over: Partial<BeginAuthorization> = {}) {
  const result = await beginAuthorization(ctx, { verificationId, callback: { redirectUri }, ...over });
  if (!result.ok) throw new Error(`refused: ${result.refusal.code}`);
  const request = authorizationIn(result.value.authorizationUrl);
  provider.nonce = request.nonce;
  return { ...request, ...result.value };
}

let count = 0;
const goodCode = () => `good-code-${++count}`;
const callbackParametersOf = ({ state }: { state: string }, more: object = {}) => ({
  code: goodCode(),
  state,
  ...more,
});
const aSocialVerification = async (over: object = {}) => started(ctx, { connectorId: connector.id, ...over });
const rowOf = async (id: string) =>
  (await db().select().from(verifications).where(eq(verifications.id, id)))[0]!;
const accounts = () => db().select().from(socialAccounts).where(eq(socialAccounts.projectId, ctx.project.id));

describe("a verification by social account", () => {
  it("has no identifier and no channel, and is proven by (issuer, subject)", async () => {
    const v = await aSocialVerification();
    expect(v).toMatchObject({
      identifier: null,
      channel: null,
      isIdentifierOpen: false,
      connectorId: connector.id,
    });
    const request = await begun(v.id);
    const proven = await finishAuthorization(ctx, {
      verificationId: v.id,
      parameters: callbackParametersOf(request),
    });
    expect(proven).toMatchObject({ ok: true, value: { method: "social", replayed: false } });
    expect((await rowOf(v.id)).socialProof).toEqual({
      connectorId: connector.id,
      provider: "acme",
      issuer: standIn.url,
      subject: "subject-1",
      profile: { name: "Jane Doe", avatarUrl: null, email: "jane@example.com", isEmailVerified: true },
      rawClaims: null,
    });
    expect(await accounts()).toEqual([]);
  });

  it("keeps the raw claims only if the project says so", async () => {
    ctx = aContext(await aProject({ returnUrls: [redirectUri], keepRawClaims: true }));
    connector = await aConnector(ctx);
    provider.claims = { department: "a\0b", deep: { list: ["\ud800"] } };
    const v = await aSocialVerification();
    const request = await begun(v.id);
    expect(
      await finishAuthorization(ctx, { verificationId: v.id, parameters: callbackParametersOf(request) }),
    ).toMatchObject({ ok: true });
    expect((await rowOf(v.id)).socialProof?.rawClaims).toMatchObject({ department: "ab", sub: "subject-1" });
  });

  it("links the account to its user, and updates the date the second time", async () => {
    const user = await aUser(ctx);
    for (const name of ["Jane", "Jane Roe"]) {
      provider.claims = { name };
      const v = await aSocialVerification({ userId: user.id });
      const request = await begun(v.id);
      expect(
        await finishAuthorization(ctx, { verificationId: v.id, parameters: callbackParametersOf(request) }),
      ).toMatchObject({ ok: true });
      const found = await findUser(ctx, user.id);
      expect(found.ok && found.value.socialAccounts).toMatchObject([
        {
          provider: "acme",
          subject: "subject-1",
          evidence: "proven",
          lastVerificationId: v.id,
          profile: { name },
        },
      ]);
    }
  });

  it("verifies nothing if the account belongs to another user", async () => {
    const [jane, joe] = [await aUser(ctx), await aUser(ctx)];
    const profile = { name: null, avatarUrl: null, email: null, isEmailVerified: false };
    await addSocialAccount(ctx, {
      userId: jane.id,
      provider: "acme",
      issuer: null,
      subject: "subject-1",
      profile,
    });
    const v = await aSocialVerification({ userId: joe.id });
    const request = await begun(v.id);
    const result = await finishAuthorization(ctx, {
      verificationId: v.id,
      parameters: callbackParametersOf(request),
    });
    expect(result).toEqual({ ok: false, refusal: { code: "social_account_taken" } });
    expect(await rowOf(v.id)).toMatchObject({ verifiedAt: null, socialProof: null, method: null });
    const timeline = await timelineOf(ctx, v.id);
    expect(timeline.ok && timeline.value.entries.map(({ type }) => type)).toEqual([
      "verification.started",
      "verification.authorization_started",
      "verification.social_account_taken",
    ]);
  });

  it("adds the issuer to an asserted account, and never accepts another issuer's account instead", async () => {
    const user = await aUser(ctx);
    const profile = { name: null, avatarUrl: null, email: null, isEmailVerified: false };
    await addSocialAccount(ctx, {
      userId: user.id,
      provider: "acme",
      issuer: null,
      subject: "subject-1",
      profile,
    });
    const prove = async () => {
      const v = await aSocialVerification({ userId: user.id });
      const request = await begun(v.id);
      return finishAuthorization(ctx, { verificationId: v.id, parameters: callbackParametersOf(request) });
    };
    expect(await prove()).toMatchObject({ ok: true });
    expect(await accounts()).toMatchObject([{ issuer: standIn.url, evidence: "proven" }]);
    const moved = await startStandIn();
    provider = await anOpenIdStandIn(moved);
    await updateConnector(ctx, connector.id, { config: { issuer: moved.url } });
    expect(await prove()).toMatchObject({ refusal: { code: "social_account_taken" } });
    await moved.close();
  });

  it("of many users who prove one account in parallel, one gets it", async () => {
    for (let round = 0; round < 5; round++) {
      const account = {
        issuer: standIn.url,
        subject: `race-${round}`,
        profile: { name: null, avatarUrl: null, email: null, isEmailVerified: false },
        claims: {},
      };
      const all = await Promise.all(
        Array.from({ length: 8 }, async () => aSocialVerification({ userId: (await aUser(ctx)).id })),
      );
      const results = await Promise.all(all.map((v) => proveSocial(ctx, v, connector, account)));
      const codes = results.map((result) => (result.ok ? "ok" : result.refusal.code)).sort();
      expect(codes).toEqual(["ok", ...Array(7).fill("social_account_taken")]);
      const rows = await Promise.all(all.map(({ id }) => rowOf(id)));
      expect(rows.filter(({ verifiedAt }) => verifiedAt !== null)).toHaveLength(1);
    }
  });

  it("of a user who was deleted in the meantime succeeds without a user", async () => {
    const user = await aUser(ctx);
    const v = await aSocialVerification({ userId: user.id });
    const request = await begun(v.id);
    await deleteUser(ctx, user.id);
    expect(
      await finishAuthorization(ctx, { verificationId: v.id, parameters: callbackParametersOf(request) }),
    ).toMatchObject({ ok: true });
    expect(await accounts()).toEqual([]);
  });
});

describe("an authorization request", () => {
  it("can be used once, even by parallel callbacks", async () => {
    const v = await aSocialVerification();
    const request = await begun(v.id);
    const results = await Promise.all(
      Array.from({ length: 20 }, () =>
        finishAuthorization(ctx, { verificationId: v.id, parameters: callbackParametersOf(request) }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results)
      if (!result.ok)
        expect(["authorization_used", "verification_not_pending"]).toContain(result.refusal.code);
  });

  it("can fail, and the verification stays pending for another one", async () => {
    const v = await aSocialVerification();
    const request = await begun(v.id);
    const parameters = { error: "access_denied", state: request.state };
    expect(await finishAuthorization(ctx, { verificationId: v.id, parameters })).toMatchObject({
      refusal: { code: "authorization_denied" },
    });
    expect(
      await finishAuthorization(ctx, { verificationId: v.id, parameters: callbackParametersOf(request) }),
    ).toMatchObject({
      refusal: { code: "authorization_used" },
    });
    const second = await begun(v.id);
    expect(
      await finishAuthorization(ctx, { verificationId: v.id, parameters: callbackParametersOf(second) }),
    ).toMatchObject({ ok: true });
    const timeline = await timelineOf(ctx, v.id);
    expect(timeline.ok && timeline.value.entries.map(({ summary }) => summary)).toEqual([
      "Verification by social account started.",
      "Sign-in with acme started.",
      "The person declined at the provider: The provider said access_denied.",
      "Sign-in with acme started.",
      "Verified by a social account.",
    ]);
  });

  it("is found by its own state, within its own verification and project", async () => {
    const [v, w] = [await aSocialVerification(), await aSocialVerification()];
    const request = await begun(v.id);
    const refused = async (verificationId: string, state: string, within = ctx) => {
      const result = await finishAuthorization(within, {
        verificationId,
        parameters: callbackParametersOf({ state }),
      });
      return result.ok ? "ok" : result.refusal.code;
    };
    expect(await refused(v.id, "another")).toBe("authorization_not_found");
    expect(await refused(v.id, "")).toBe("authorization_not_found");
    expect(await refused(w.id, request.state)).toBe("authorization_not_found");
    expect(await refused(v.id, request.state, aContext(await aProject()))).toBe("verification_not_found");
    expect(await refused(v.id, request.state)).toBe("ok");
  });

  it("can have the client's own state, which the client then compares", async () => {
    const v = await aSocialVerification();
    const request = await begun(v.id, { callback: { redirectUri, state: "of the client's" } });
    expect(request.state).toBe("of the client's");
    const callback = { verificationId: v.id, parameters: { code: goodCode() } };
    expect(await finishAuthorization(ctx, callback)).toMatchObject({
      refusal: { code: "authorization_not_found" },
    });
    expect(await finishAuthorization(ctx, { ...callback, stateCheck: "client" })).toMatchObject({ ok: true });
  });

  it("expires", async () => {
    const v = await aSocialVerification();
    const request = await begun(v.id);
    expect(request.expiresAt.getTime() - request.now.getTime()).toBeLessThanOrEqual(600_000);
    await db().execute(
      sql`update authorization_requests set expires_at = now() where verification_id = ${v.id}`,
    );
    expect(
      await finishAuthorization(ctx, { verificationId: v.id, parameters: callbackParametersOf(request) }),
    ).toMatchObject({
      refusal: { code: "authorization_expired" },
    });
    await age(v.id, 700);
    await db().execute(sql`update verifications set attempt_count = 5 where id = ${v.id}`);
    expect(
      await finishAuthorization(ctx, { verificationId: v.id, parameters: callbackParametersOf(request) }),
    ).toMatchObject({
      refusal: { code: "verification_not_pending", status: "expired" },
    });
    expect(await beginAuthorization(ctx, { verificationId: v.id, callback: { redirectUri } })).toMatchObject({
      refusal: { code: "verification_not_pending", status: "expired" },
    });
  });

  it("is refused after the verification has ended, or its connector was deleted", async () => {
    const v = await aSocialVerification();
    const request = await begun(v.id);
    await updateConnector(ctx, connector.id, { isEnabled: false });
    expect(
      await finishAuthorization(ctx, { verificationId: v.id, parameters: callbackParametersOf(request) }),
    ).toMatchObject({
      refusal: { code: "connector_disabled" },
    });
    await deleteConnector(ctx, connector.id);
    expect(await beginAuthorization(ctx, { verificationId: v.id, callback: { redirectUri } })).toMatchObject({
      refusal: { code: "connector_not_found" },
    });
    await cancel(ctx, { verificationId: v.id });
    expect(
      await finishAuthorization(ctx, { verificationId: v.id, parameters: callbackParametersOf(request) }),
    ).toMatchObject({
      refusal: { code: "verification_not_pending", status: "canceled" },
    });
  });

  it("is refused after twenty others", async () => {
    const v = await aSocialVerification();
    const results = await Promise.all(
      Array.from({ length: 25 }, () =>
        beginAuthorization(ctx, { verificationId: v.id, callback: { redirectUri } }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(20);
    expect(results.find(({ ok }) => !ok)).toEqual({
      ok: false,
      refusal: { code: "authorizations_exhausted", max: 20 },
    });
  });

  it("redirects only to the project's return URLs", async () => {
    const v = await aSocialVerification();
    const begin = async (uri: string, isCheckedByProvider = false) => {
      const callback = { redirectUri: uri, isCheckedByProvider };
      const result = await beginAuthorization(ctx, { verificationId: v.id, callback });
      return result.ok ? "ok" : result.refusal.code;
    };
    for (const uri of [
      `${redirectUri}/`,
      `${redirectUri}?x=1`,
      "https://evil.example/",
      "http://localhost:3000/verify/callback",
    ])
      expect(await begin(uri)).toBe("redirect_uri_not_allowed");
    expect(await begin(redirectUri)).toBe("ok");
    expect(await begin("com.example.app://back", true)).toBe("ok");
  });

  it("needs a verification without an address, or with one that the person chose", async () => {
    const begin = async (verificationId: string, connectorId?: string) => {
      const result = await beginAuthorization(ctx, {
        verificationId,
        connectorId,
        callback: { redirectUri },
      });
      return result.ok ? "ok" : result.refusal.code;
    };
    const fixed = await started(ctx, { identifier: { email: "jane@example.com" } });
    expect(await begin(fixed.id, connector.id)).toBe("identifier_fixed");
    const other = await aConnector(ctx, "other");
    expect(await begin((await aSocialVerification()).id, other.id)).toBe("connector_fixed");
    const open = await started(ctx, {});
    expect(await begin(open.id)).toBe("connector_not_found");
    expect(await begin(open.id, connector.id)).toBe("ok");
  });

  it("removes an address that the person had entered, and invalidates its code", async () => {
    const user = await aUser(ctx);
    const open = await started(ctx, { userId: user.id });
    await setIdentifier(ctx, { verificationId: open.id, identifier: { email: "victim@example.com" } });
    const request = await begun(open.id, { connectorId: connector.id });
    expect(
      await finishAuthorization(ctx, { verificationId: open.id, parameters: callbackParametersOf(request) }),
    ).toMatchObject({
      ok: true,
      value: { identifier: null, identifierValue: null, channel: null, connectorId: connector.id },
    });
    const found = await findUser(ctx, user.id);
    expect(found.ok && found.value.identifiers).toEqual([]);
    expect(await checkCode(ctx, { verificationId: open.id, code: "123456" })).toMatchObject({
      refusal: { code: "already_verified" },
    });
  });

  it("works after a stranger has locked the codes", async () => {
    const open = await started(ctx, {});
    await setIdentifier(ctx, { verificationId: open.id, identifier: { email: "jane@example.com" } });
    await db().execute(sql`update verifications set attempt_count = 5 where id = ${open.id}`);
    const request = await begun(open.id, { connectorId: connector.id });
    expect(
      await finishAuthorization(ctx, { verificationId: open.id, parameters: callbackParametersOf(request) }),
    ).toMatchObject({ ok: true });
  });
});

it("a verification that ends while the provider is called is not verified, and the refusal tells why", async () => {
  const account = {
    issuer: standIn.url,
    subject: "late",
    profile: { name: null, avatarUrl: null, email: null, isEmailVerified: false },
    claims: {},
  };
  const [late, canceled, verified] = [
    await aSocialVerification(),
    await aSocialVerification(),
    await aSocialVerification(),
  ];
  await age(late.id, 700);
  expect(await proveSocial(ctx, late, connector, account)).toMatchObject({
    refusal: { code: "verification_not_pending", status: "expired" },
  });
  await cancel(ctx, { verificationId: canceled.id });
  expect(await proveSocial(ctx, canceled, connector, account)).toMatchObject({
    refusal: { code: "verification_not_pending", status: "canceled" },
  });
  expect(await proveSocial(ctx, verified, connector, account)).toMatchObject({ ok: true });
  expect(await proveSocial(ctx, verified, connector, account)).toMatchObject({
    refusal: { code: "already_verified", raced: true },
  });
});

describe("our own callback", () => {
  const contextOf = async () => ctx;
  const browserSecret = "the-secret-in-the-browsers-cookie";

  it("finishes requests of this browser only", async () => {
    const v = await aSocialVerification();
    const request = await begun(v.id, { callback: { browserSecret } });
    expect(request.redirectUri).toBe("http://localhost:3000/verify/callback");
    const parameters = callbackParametersOf(request);
    for (const foreign of [null, "", "another-browser"]) {
      const outcome = await finishAtCallback(contextOf, { parameters, browserSecret: foreign });
      expect(outcome).toEqual({
        verificationId: null,
        result: { ok: false, refusal: { code: "authorization_of_other_browser" } },
      });
    }
    const unknown = await finishAtCallback(contextOf, {
      parameters: { ...parameters, state: "x" },
      browserSecret,
    });
    expect(unknown).toMatchObject({
      verificationId: null,
      result: { refusal: { code: "authorization_not_found" } },
    });
    const outcome = await finishAtCallback(contextOf, { parameters, browserSecret });
    expect(outcome).toMatchObject({ verificationId: v.id, result: { ok: true } });
    const again = await finishAtCallback(contextOf, { parameters, browserSecret });
    expect(again).toMatchObject({
      verificationId: v.id,
      result: { refusal: { code: "verification_not_pending" } },
    });
  });

  it("does not finish requests with a client's redirect, nor a client those of the portal", async () => {
    const v = await aSocialVerification();
    const own = await begun(v.id);
    const outcome = await finishAtCallback(contextOf, {
      parameters: callbackParametersOf(own),
      browserSecret,
    });
    expect(outcome).toMatchObject({
      verificationId: null,
      result: { refusal: { code: "authorization_of_other_browser" } },
    });
    const bound = await begun(v.id, { callback: { browserSecret } });
    expect(
      await finishAuthorization(ctx, { verificationId: v.id, parameters: callbackParametersOf(bound) }),
    ).toMatchObject({
      refusal: { code: "authorization_not_found" },
    });
    expect(
      await finishAuthorization(ctx, {
        verificationId: v.id,
        parameters: callbackParametersOf(bound),
        stateCheck: "client",
      }),
    ).toMatchObject({ ok: false });
  });
});

it("no secret of an authorization request is in any row", async () => {
  const v = await aSocialVerification();
  const [failed, good] = [await begun(v.id), await begun(v.id)];
  provider.token = {
    status: 400,
    json: { error: "invalid_grant", error_description: `bad ${clientSecret} ${failed.state}` },
  };
  const failing = callbackParametersOf(failed);
  await finishAuthorization(ctx, { verificationId: v.id, parameters: failing });
  provider.token = undefined;
  const callback = callbackParametersOf(good);
  expect(await finishAuthorization(ctx, { verificationId: v.id, parameters: callback })).toMatchObject({
    ok: true,
  });
  const verifiers = standIn.asked.map(({ form }) => form.get("code_verifier")).filter((one) => one !== null);
  const secrets = [
    failed.state,
    good.state,
    failed.nonce,
    good.nonce,
    failing.code,
    callback.code,
    clientSecret,
    "access-token-1",
    ...verifiers,
  ];
  const tables = await db().execute<{ row: string }>(sql`
    select row_to_json(t)::text as row from authorization_requests t union all select row_to_json(t)::text from events t
    union all select row_to_json(t)::text from verifications t union all select row_to_json(t)::text from connectors t
    union all select row_to_json(t)::text from social_accounts t`);
  const dump = tables.map(({ row }) => row).join("\n");
  expect(dump).toContain(v.id);
  for (const secret of secrets) {
    expect(dump).not.toContain(secret);
    expect(dump).not.toContain(Buffer.from(secret).toString("hex"));
  }
});
