import { expect, test } from "vitest";
import { useTestDatabase } from "@/lib/db/testing";
import { newId } from "@/lib/id";
import { findOperatorByEmail, listTeam, type Role, updateOperator } from "../repository";
import { aContext, aProject } from "../testing";
import { addToTeam } from "./add-to-team";
import { changeProfile } from "./change-profile";
import { changeRole } from "./change-role";

useTestDatabase();

const someone = () => `${newId()}@example.com`;

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

test("a disabled operator cannot be added to a team", async () => {
  const { ctx, ids } = await aTeam("owner", "viewer");
  const { ctx: other } = await aTeam("owner");
  const { email } = (await updateOperator(ids[1]!, { disabledAt: new Date() }))!;
  for (const to of [ctx, other]) {
    const added = await addToTeam(to, { email, role: "owner" });
    expect(added).toEqual({ ok: false, refusal: { code: "operator_disabled" } });
  }
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
  const changed = await changeProfile(ctx, ids[0]!, { name: "", email: email.toUpperCase() });
  expect(changed).toEqual({ ok: false, refusal: { code: "operator_email_taken" } });
});
