import { CircleHelp } from "lucide-react";
import { ActionButton } from "@/app/_forms/action-button";
import { ConfirmButton } from "@/app/_ui/confirm-button";
import { Field } from "@/app/_ui/field";
import { Textarea } from "@/app/_ui/textarea";
import type { Act } from "@/lib/access";
import { toTypeId } from "@/lib/id";
import type { SupportAction, Timeline } from "@/lib/verification";
import { getText } from "../../../../../_text/get-text";
import { reopen } from "../../../protection/actions";
import { removeSuppression } from "../../../suppressions/actions";
import { approveVerification, cancelVerification, resendMessage } from "../../actions";

/** What an action is allowed by. */
const acts: Record<SupportAction["type"], Act> = {
  resend: "verifications.change",
  remove_suppression: "messages.retry",
  reopen_prefix: "settings.write",
  approve: "verifications.approve",
  cancel: "verifications.change",
};

/** The answer to "the code never came": what happened, what to tell the person, and what can be done about it. */
export async function VerificationState({
  timeline: { summary, nextStep, actions },
  project,
  id,
  recipient,
  may,
}: {
  timeline: Timeline;
  project: string;
  id: string;
  recipient: string;
  may: (act: Act) => boolean;
}) {
  const t = await getText();
  const allowed = actions.filter(({ type }) => may(acts[type]));
  return (
    <section
      aria-label={t("verifications.state")}
      className="flex gap-3 rounded-md border bg-surface px-4 py-4"
    >
      <CircleHelp aria-hidden className="mt-1 size-4 shrink-0 text-accent-text" />
      <div className="grid min-w-0 flex-1 gap-1">
        <p className="text-pretty break-words font-medium">{summary}</p>
        {nextStep && <p className="text-pretty break-words text-muted text-sm">{nextStep}</p>}
        {allowed.length > 0 && (
          <div className="mt-2 flex flex-wrap gap-2">
            {allowed.map((action) => (
              <Action
                key={keyOf(action)}
                action={action}
                fields={{ project, verification: id }}
                recipient={recipient}
              />
            ))}
          </div>
        )}
      </div>
    </section>
  );
}

function keyOf(action: SupportAction): string {
  return action.type === "resend" ? [action.channel, action.provider?.id].join(" ") : action.type;
}

async function Action({
  action,
  fields,
  recipient,
}: {
  action: SupportAction;
  fields: { project: string; verification: string };
  recipient: string;
}) {
  const t = await getText();
  switch (action.type) {
    case "resend":
      return <Resend {...action} fields={fields} />;
    case "remove_suppression":
      return (
        <ConfirmButton
          label={t("verifications.unsuppress")}
          variant="secondary"
          title={t("verifications.unsuppressTitle", { recipient })}
          description={t("verifications.unsuppressText")}
          tone="primary"
          action={removeSuppression}
          fields={{ project: fields.project, suppression: toTypeId("sup", action.suppressionId) }}
        />
      );
    case "reopen_prefix":
      return (
        <ConfirmButton
          label={t("verifications.reopen", { prefix: action.prefix })}
          variant="secondary"
          title={t("verifications.reopenTitle", { prefix: action.prefix })}
          description={t("verifications.reopenText")}
          tone="primary"
          action={reopen}
          fields={{ project: fields.project, prefix: action.prefix }}
        />
      );
    case "approve":
      return (
        <ConfirmButton
          label={t("verifications.approve")}
          variant="secondary"
          title={t("verifications.approveTitle", { recipient })}
          description={t("verifications.approveText")}
          tone="primary"
          action={approveVerification}
          fields={fields}
        >
          <Field label={t("verifications.reason")} hint={t("verifications.reasonHint")} required>
            <Textarea name="reason" rows={2} maxLength={500} required />
          </Field>
        </ConfirmButton>
      );
    case "cancel":
      return (
        <ConfirmButton
          label={t("verifications.cancel")}
          title={t("verifications.cancelTitle", { recipient })}
          description={t("verifications.cancelText")}
          cancelLabel={t("verifications.keep")}
          action={cancelVerification}
          fields={fields}
        />
      );
  }
}

/** The first resend repeats the message; the others say what they change. */
async function Resend({
  channel,
  provider,
  isRepeat,
  fields,
}: Extract<SupportAction, { type: "resend" }> & { fields: Record<string, string> }) {
  const t = await getText();
  const label = provider
    ? t("verifications.resendWith", { provider: provider.name })
    : isRepeat
      ? t("verifications.resend")
      : t(`verifications.resendOn.${channel}`);
  return (
    <ActionButton
      action={resendMessage}
      fields={{ ...fields, channel, ...(provider && { provider: toTypeId("prv", provider.id) }) }}
      done={t("verifications.resent")}
      size="sm"
    >
      {label}
    </ActionButton>
  );
}
