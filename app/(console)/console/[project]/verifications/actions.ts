"use server";

import { z } from "zod";
import { checkbox } from "@/app/_forms/action";
import { deleteSavedView, saveView } from "@/lib/access";
import { idOf } from "@/lib/http/native";
import { channels } from "@/lib/projects";
import { ok, type Refusal, refuse } from "@/lib/result";
import { approve, cancel, resend, resendThrough } from "@/lib/verification";
import type { ProjectAccess } from "../../../_session/session";
import { getText } from "../../../_text/get-text";
import { projectAction, projectConfirmed } from "../_parts/project-action";
import { changeRefusalText } from "./change-refusal-text";

const OneVerification = z.object({ verification: idOf("ver") });

export const resendMessage = projectConfirmed(
  "verifications.change",
  OneVerification.extend({ channel: z.enum(channels).optional(), provider: idOf("prv").optional() }),
  async ({ ctx }, { verification: verificationId, channel, provider: providerId }) => {
    const t = await getText();
    const sent = providerId
      ? await resendThrough(ctx, { verificationId, channel, providerId })
      : await resend(ctx, { verificationId, channel });
    return sent.ok ? undefined : changeRefusalText(sent.refusal, t);
  },
);

/** Confirms an identity that was checked by other means. The reason is in the audit log. */
export const approveVerification = projectConfirmed(
  "verifications.approve",
  OneVerification.extend({ reason: z.string().trim().max(500) }),
  async ({ ctx }, { verification, reason }) => {
    const t = await getText();
    const approved = await approve(ctx, { verificationId: verification, reason });
    return approved.ok ? undefined : changeRefusalText(approved.refusal, t);
  },
);

export const cancelVerification = projectConfirmed(
  "verifications.change",
  OneVerification,
  async ({ ctx }, { verification }) => {
    const t = await getText();
    const canceled = await cancel(ctx, { verificationId: verification });
    return canceled.ok ? undefined : changeRefusalText(canceled.refusal, t);
  },
);

const View = z.object({ name: z.string().trim().max(60), query: z.string().max(2000), isShared: checkbox() });
type View = z.output<typeof View>;

/** Saves the list's filters under a name. */
export const keepView = projectAction("read", View, async (access, view) =>
  (await save(access, view)) ? ok(true) : refuse({ code: "too_many_views" } as Refusal),
);

/** Takes back a deletion. */
export const restoreView = projectConfirmed("read", View.extend({ view: z.uuid() }), async (access, view) =>
  (await save(access, view, view.view)) ? undefined : (await getText())("verifications.views.tooMany"),
);

function save({ project, operator }: ProjectAccess, { name, query, isShared }: View, id?: string) {
  const operatorId = isShared ? null : operator.id;
  return saveView({ id, projectId: project.id, operatorId, list: "verifications", name, query });
}

export const deleteView = projectConfirmed(
  "read",
  z.object({ view: z.uuid() }),
  async ({ project, operator }, { view }) => {
    await deleteSavedView(project.id, operator.id, view);
  },
);
