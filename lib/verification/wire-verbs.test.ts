import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { identifiers, users } from "@/drizzle/schema";
import type { Ctx } from "@/lib/access";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { lastSends, listDeliveries } from "@/lib/delivery";
import { newId, newNumber } from "@/lib/id";
import type { NamedPolicy, Policy } from "@/lib/projects";
import { addSeconds } from "@/lib/time";
import { challengeOf, checkCode, find, openMessages, redeemLink, setIdentifier, start } from ".";
import { codeOf, linkTokenOf } from "./secret";
import { aContext, aProject, started } from "./testing";

useTestDatabase();

const jane = { email: "jane@example.com" };

function flow(differences: Partial<Policy> = {}): NamedPolicy {
  const common = { sendLimits: [], cooldownSeconds: 0, maxSends: null, replaySeconds: 0 };
  return {
    name: "vendor.flow",
    differences: { ...common, recipients: "known", bind: "existing", ...differences },
  };
}

/** A user with this address, created that many seconds ago. */
async function aHolder(ctx: Ctx, { agoSeconds = 0, isVerified = false } = {}): Promise<string> {
  const userId = newId();
  const projectId = ctx.project.id;
  const createdAt = addSeconds(new Date(), -agoSeconds);
  await db().insert(users).values({ id: userId, number: newNumber(), projectId });
  await db()
    .insert(identifiers)
    .values({
      id: newId(),
      number: newNumber(),
      projectId,
      userId,
      type: "email",
      value: jane.email,
      normalized: jane.email,
      createdAt,
      verifiedAt: isVerified ? new Date() : null,
    });
  return userId;
}

async function holdersOf(ctx: Ctx) {
  const rows = await db().select().from(identifiers).where(sql`project_id = ${ctx.project.id}`);
  return Object.fromEntries(rows.map((row) => [row.userId, row.verifiedAt !== null]));
}

describe("a proof without a named user", () => {
  const proves = async (ctx: Ctx) => {
    const v = await started(ctx, { identifier: jane, policy: flow() });
    return checkCode(ctx, { verificationId: v.id, code: codeOf(v) });
  };

  it("belongs to the first user with the identifier if none has it verified, and is recorded for them", async () => {
    const ctx = aContext(await aProject());
    const later = await aHolder(ctx);
    const first = await aHolder(ctx, { agoSeconds: 60 });
    expect(await proves(ctx)).toMatchObject({ ok: true, value: { userId: first } });
    expect(await holdersOf(ctx)).toEqual({ [first]: true, [later]: false });
  });

  it("belongs to the user who has it verified, and updates the date", async () => {
    const ctx = aContext(await aProject());
    const first = await aHolder(ctx, { agoSeconds: 60 });
    const verified = await aHolder(ctx, { isVerified: true });
    expect(await proves(ctx)).toMatchObject({ ok: true, value: { userId: verified } });
    expect(await holdersOf(ctx)).toEqual({ [first]: false, [verified]: true });
  });

  it("belongs to no user under a policy that links otherwise", async () => {
    const ctx = aContext(await aProject());
    const holder = await aHolder(ctx);
    const v = await started(ctx, { identifier: jane, policy: flow({ bind: "add" }) });
    const checked = await checkCode(ctx, { verificationId: v.id, code: codeOf(v) });
    expect(checked).toMatchObject({ ok: true, value: { userId: null } });
    expect(await holdersOf(ctx)).toEqual({ [holder]: false });
  });
});

describe("a dialect's verification", () => {
  it("setting the identifier can replace members of the wire context, and keeps the others", async () => {
    const ctx = aContext(await aProject());
    const begun = await start(ctx, { policy: flow(), wireContext: { type: "api", address: null } });
    if (!begun.ok) throw new Error(begun.refusal.code);
    const { id } = begun.value.verification;
    const wireContext = { address: "Jane@example.com", said: [1] };
    const set = await setIdentifier(ctx, {
      verificationId: id,
      identifier: jane,
      policy: flow(),
      wireContext,
    });
    expect(set).toMatchObject({ ok: true });
    const kept = { type: "api", address: "Jane@example.com", said: [1] };
    expect(await find(ctx, id)).toMatchObject({ ok: true, value: { wireContext: kept } });
    await setIdentifier(ctx, { verificationId: id, identifier: jane, policy: flow() });
    expect(await find(ctx, id)).toMatchObject({ ok: true, value: { wireContext: kept } });
  });

  it("another dialect cannot set the identifier, because its rules differ", async () => {
    const ctx = aContext(await aProject());
    const begun = await start(ctx, { policy: flow() });
    if (!begun.ok) throw new Error(begun.refusal.code);
    const verificationId = begun.value.verification.id;
    const set = await setIdentifier(ctx, { verificationId, identifier: jane });
    expect(set).toEqual({ ok: false, refusal: { code: "identifier_fixed" } });
  });

  it("the message's link can contain the code", async () => {
    const ctx = aContext(await aProject());
    const linkTemplate = "https://app.example.com/in?code={code}&flow={id}";
    const v = await started(ctx, { identifier: jane, policy: flow(), linkTemplate });
    expect(challengeOf(v, v.now).linkUrl).toBe(`https://app.example.com/in?code=${codeOf(v)}&flow=${v.id}`);
  });

  it("a token of another verification than expected verifies nothing", async () => {
    const ctx = aContext(await aProject());
    const v = await started(ctx, { identifier: jane, policy: flow({ recipients: "any" }) });
    const contextOf = async () => ctx;
    const foreign = await redeemLink(contextOf, linkTokenOf(v), { verificationId: newId() });
    expect(foreign).toEqual({ ok: false, refusal: { code: "link_invalid" } });
    expect(await redeemLink(contextOf, linkTokenOf(v), { verificationId: v.id })).toMatchObject({ ok: true });
  });

  it("a plain-text message contains the secret, the link and the real lifetime; unknown recipients get one only if requested", async () => {
    const ctx = aContext(await aProject());
    await aHolder(ctx);
    const message = {
      email: { subject: "Use {otp}", text: "Code {otp}, {minutes} minutes.\n\n{link}\n\nBye <b>." },
      unknownRecipient: { subject: "Somebody tried", text: "No {otp} for you." },
    };
    const template = { linkTemplate: "https://app.example.com/?a=1&code={code}" };
    const known = await started(ctx, { identifier: jane, policy: flow(), message, ...template });
    const stranger = { email: "stranger@example.com" };
    await started(ctx, { identifier: stranger, policy: flow(), message, ...template });
    await started(ctx, { identifier: { email: "ghost@example.com" }, policy: flow() });
    const rows = await listDeliveries(ctx.project.id, { limit: 10, withoutDecoys: true });
    expect(rows.map(({ recipient }) => recipient)).toEqual([stranger.email, jane.email]);
    const [told, sent] = await openMessages(ctx, rows);
    const code = codeOf(known);
    const link = `https://app.example.com/?a=1&code=${code}`;
    expect(sent).toMatchObject({
      subject: `Use ${code}`,
      text: `Code ${code}, 10 minutes.\n\n${link}\n\nBye <b>.\n`,
    });
    expect(sent!.html).toContain(`href="${link.replace("&", "&amp;")}"`);
    expect(sent!.html).toContain("Bye &lt;b&gt;.");
    expect(told).toMatchObject({ subject: "Somebody tried", text: "No  for you.\n", code: null });
    const sends = await lastSends(ctx.project.id, ["JANE@example.com", "nobody@example.com"]);
    expect([...sends.keys()]).toEqual([jane.email]);
  });
});
