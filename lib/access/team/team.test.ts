import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "@/lib/db";
import { useTestDatabase } from "@/lib/db/testing";
import { newId } from "@/lib/id";
import type { Ctx } from "../context";
import { findOperatorByEmail, listTeam, type Role, updateOperator } from "../repository";
import { aContext, aProject } from "../testing";
import { changeProfile } from "./change-profile";
import { changeRole } from "./change-role";
import { acceptInvitation, inviteToTeam, revokeInvitation } from "./invitations";
import { operatorOf, putOnTeam } from "./put-on-team";
import { listInvitations } from "./repository";

useTestDatabase();

const someone = () => `${newId()}@example.com`;

async function addToTeam(ctx: Ctx, { email, role }: { email: string; role: Role }) {
  const operator = await operatorOf(email);
  return db().transaction((tx) => putOnTeam(ctx, operator!, role, tx));
}

async function aTeam(...roles: Role[]) {
  const project = await aProject();
  const ctx = aContext(project);
  const ids: string[] = [];
  for (const role of roles) {
    const email = someone();
    await addToTeam(ctx, { email, role });
    ids.push((await findOperatorByEmail(email))!.id);
  }
  return { ctx, ids, rolesNow: async () => (await listTeam(project.id)).map(({ role }) => role) };
}

test("adding the same person twice in parallel creates one operator and one member", async () => {
  const { ctx, rolesNow } = await aTeam("owner");
  const email = someone();
  const both = [
    addToTeam(ctx, { email, role: "viewer" }),
    addToTeam(ctx, { email: email.toUpperCase(), role: "viewer" }),
  ];
  const codes = (await Promise.all(both)).map((one) => (one.ok ? "added" : one.refusal.code));
  expect(codes.sort()).toEqual(["added", "already_in_team"]);
  expect((await rolesNow()).sort()).toEqual(["owner", "viewer"]);
});

/** The token of an invitation's link. */
async function invited(ctx: Ctx, email: string, role: Role = "viewer"): Promise<string> {
  const result = await inviteToTeam(ctx, { email, role });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value.link.split("#")[1]!;
}

test("an invitation is accepted once, in parallel too, and creates the operator with its role", async () => {
  const { ctx } = await aTeam("owner");
  const email = someone();
  const token = await invited(ctx, email, "support");
  expect(await listInvitations(ctx.project.id)).toMatchObject([{ email, role: "support" }]);
  const accepted = await Promise.all([1, 2, 3, 4].map(() => acceptInvitation(token)));
  expect(accepted.filter(({ ok }) => ok)).toMatchObject([{ value: { email } }]);
  expect(await listTeam(ctx.project.id)).toContainEqual(
    expect.objectContaining({ operator: expect.objectContaining({ email }), role: "support" }),
  );
  expect(await listInvitations(ctx.project.id)).toEqual([]);
  expect(await inviteToTeam(ctx, { email: email.toUpperCase(), role: "owner" })).toEqual({
    ok: false,
    refusal: { code: "already_in_team" },
  });
});

test("an invitation is over when it was revoked, replaced or expired, or its inviter is no longer an owner", async () => {
  const { ctx, ids } = await aTeam("owner", "owner");
  const over: string[] = [];

  over.push(await invited(ctx, someone()));
  const [revoked] = await listInvitations(ctx.project.id);
  const { ctx: elsewhere } = await aTeam("owner");
  expect(await revokeInvitation(elsewhere, revoked!.id)).toBe(false);
  expect(await revokeInvitation(ctx, revoked!.id)).toBe(true);

  const email = someone();
  over.push(await invited(ctx, email));
  const replacement = await invited(ctx, email.toUpperCase());

  const late = someone();
  over.push(await invited(ctx, late));
  await db().execute(sql`update operator_invitations set expires_at = now() where email = ${late}`);

  const inviter = { ...ctx, caller: { kind: "operator", operatorId: ids[1]! } as const };
  over.push(await invited(inviter, someone()));
  await changeRole(ctx, { operatorId: ids[1]!, role: "admin" });

  const invalid = { ok: false, refusal: { code: "invitation_invalid" } };
  expect(await Promise.all(over.map(acceptInvitation))).toEqual([invalid, invalid, invalid, invalid]);
  expect(await acceptInvitation(replacement)).toMatchObject({ ok: true });
});

test("a disabled operator cannot accept an invitation", async () => {
  const { ctx, ids } = await aTeam("owner", "viewer");
  const { ctx: other } = await aTeam("owner");
  const { email } = (await updateOperator(ids[1]!, { disabledAt: new Date() }))!;
  for (const to of [ctx, other])
    expect(await acceptInvitation(await invited(to, email))).toMatchObject({ ok: false });
});

test("of two owners who remove each other in parallel, one stays", async () => {
  const { ctx, ids, rolesNow } = await aTeam("owner", "owner");
  const both = await Promise.all(ids.map((operatorId) => changeRole(ctx, { operatorId, role: null })));
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await rolesNow()).toEqual(["owner"]);
});

test("the last owner can neither leave nor change to another role", async () => {
  const { ctx, ids, rolesNow } = await aTeam("owner", "admin");
  for (const role of [null, "admin"] as const) {
    const changed = await changeRole(ctx, { operatorId: ids[0]!, role });
    expect(changed).toEqual({ ok: false, refusal: { code: "last_owner" } });
  }
  expect((await rolesNow()).sort()).toEqual(["admin", "owner"]);
});

test("a member of another project is not on this team", async () => {
  const { ctx } = await aTeam("owner");
  const { ids } = await aTeam("owner", "viewer");
  const changed = await changeRole(ctx, { operatorId: ids[1]!, role: "owner" });
  expect(changed).toEqual({ ok: false, refusal: { code: "not_in_team" } });
});

test("an address belongs to one operator, in any letter case", async () => {
  const { ids, ctx } = await aTeam("owner");
  const email = someone();
  await addToTeam(ctx, { email, role: "viewer" });
  const changed = await changeProfile(ctx, ids[0]!, { email: email.toUpperCase() });
  expect(changed).toEqual({ ok: false, refusal: { code: "operator_email_taken" } });
});
