"use server";

import { z } from "zod";
import { checkbox } from "@/app/_forms/action";
import { addToTeam, changeRole } from "@/lib/access";
import { idOf } from "@/lib/http/native";
import { mapOk, ok } from "@/lib/result";
import { changeSettings } from "../../_parts/change-settings";
import { projectAction, projectConfirmed } from "../../_parts/project-action";
import { refusalText, text } from "./text";

const role = z.enum(["owner", "admin", "support", "viewer"]);
const OneMember = z.object({ operator: idOf("opr") });

export const addMember = projectAction(
  "team.write",
  z.object({ email: z.email(text.emailInvalid).max(254), role }),
  async ({ ctx }, member) => {
    const added = await addToTeam(ctx, member);
    return mapOk(added, () => true);
  },
);

/** Whether everyone on the team needs a second factor. */
export const saveSecondFactor = projectAction(
  "team.write",
  z.object({ required: checkbox() }),
  async ({ ctx }, { required }) => {
    await changeSettings(ctx, { operators: { secondFactor: required ? "required" : "optional" } });
    return ok(true);
  },
);

export const changeMember = projectConfirmed(
  "team.write",
  OneMember.extend({ role }),
  async ({ ctx }, { operator, role }) => {
    const changed = await changeRole(ctx, { operatorId: operator, role });
    return changed.ok ? undefined : refusalText(changed.refusal);
  },
);

export const removeMember = projectConfirmed("team.write", OneMember, async ({ ctx }, { operator }) => {
  const changed = await changeRole(ctx, { operatorId: operator, role: null });
  return changed.ok ? undefined : refusalText(changed.refusal);
});
