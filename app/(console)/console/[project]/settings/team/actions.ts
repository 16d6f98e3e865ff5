"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { action, confirmed } from "@/app/_forms/action";
import { addToTeam, changeRole } from "@/lib/access";
import { mapOk } from "@/lib/result";
import { requireRole } from "../../../../_session/session";
import { idField, projectField } from "../../_parts/fields";
import { sentenceFor } from "./words";

const role = z.enum(["owner", "admin", "support", "viewer"]);
const OneMember = { project: projectField, operator: idField("opr") };

export const addMember = action(
  z.object({ project: projectField, email: z.email("This is not an email address.").max(254), role }),
  async ({ project, ...member }) => {
    const { ctx } = await requireRole(project, "team.write");
    const added = await addToTeam(ctx, member);
    refresh();
    return mapOk(added, () => true);
  },
);

export const changeMember = confirmed(
  z.object({ ...OneMember, role }),
  async ({ project, operator, role }) => {
    const { ctx } = await requireRole(project, "team.write");
    const changed = await changeRole(ctx, { operatorId: operator, role });
    refresh();
    return changed.ok ? undefined : sentenceFor(changed.refusal);
  },
);

export const removeMember = confirmed(z.object(OneMember), async ({ project, operator }) => {
  const { ctx } = await requireRole(project, "team.write");
  const changed = await changeRole(ctx, { operatorId: operator, role: null });
  refresh();
  return changed.ok ? undefined : sentenceFor(changed.refusal);
});
