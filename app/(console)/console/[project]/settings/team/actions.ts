"use server";

import { z } from "zod";
import { checkbox } from "@/app/_forms/action";
import { changeRole, inviteToTeam, revokeInvitation, unlinkCompanyAccount } from "@/lib/access";
import { idOf } from "@/lib/http/native";
import { ok } from "@/lib/result";
import { getText } from "../../../../_text/get-text";
import { refusalText } from "../../../../_text/refusal-text";
import { changeSettings } from "../../_parts/change-settings";
import { projectAction, projectConfirmed } from "../../_parts/project-action";
import { sendInvitation } from "./send-invitation";

const role = z.enum(["owner", "admin", "support", "viewer"]);
const OneMember = z.object({ operator: idOf("opr") });

/** Sends an invitation by mail. Returns its link if no mail could be sent, the only time it can be seen. */
export const inviteMember = projectAction(
  "team.write",
  (t) => z.object({ email: z.email(t("team.emailInvalid")).max(254), role }),
  async ({ ctx, project, operator }, member) => {
    const invited = await inviteToTeam(ctx, member);
    if (!invited.ok) return invited;
    const { link } = invited.value;
    const isSent = await sendInvitation({ to: member.email, project, by: operator, link });
    return ok({ link: isSent ? null : link });
  },
);

export const withdrawInvitation = projectConfirmed(
  "team.write",
  z.object({ invitation: z.uuid() }),
  async ({ ctx }, { invitation }) => {
    await revokeInvitation(ctx, invitation);
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
    const t = await getText();
    const changed = await changeRole(ctx, { operatorId: operator, role });
    return changed.ok ? undefined : refusalText("team", changed.refusal, t);
  },
);

export const removeMember = projectConfirmed("team.write", OneMember, async ({ ctx }, { operator }) => {
  const t = await getText();
  const changed = await changeRole(ctx, { operatorId: operator, role: null });
  return changed.ok ? undefined : refusalText("team", changed.refusal, t);
});

export const unlinkCompany = projectConfirmed("team.write", OneMember, async ({ ctx }, { operator }) => {
  const t = await getText();
  const unlinked = await unlinkCompanyAccount(ctx, operator);
  return unlinked.ok ? undefined : refusalText("team", unlinked.refusal, t);
});
