"use server";

import { z } from "zod";
import { addToTeam, changeRole } from "@/lib/access";
import { idOf } from "@/lib/http/native";
import { mapOk } from "@/lib/result";
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
