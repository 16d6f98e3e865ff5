import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { CopyButton } from "@/app/_ui/copy-button";
import { ActButton } from "../../../_parts/act-button";
import { cancelIt, resendIt } from "../../actions";
import { text } from "../../text";

/** What support can do about a verification. Once it has ended, only its link is left. */
export function VerificationActions({
  project,
  id,
  recipient,
  portalUrl,
  mayChange,
  mayResend,
}: {
  project: string;
  id: string;
  recipient: string;
  portalUrl: string;
  mayChange: boolean;
  mayResend: boolean;
}) {
  const fields = { project, verification: id };
  return (
    <>
      <CopyButton value={portalUrl} label={text.copyPortal} text />
      {mayResend && (
        <ActButton action={resendIt} fields={fields} done={text.resent} size="sm">
          {text.resend}
        </ActButton>
      )}
      {mayChange && (
        <ConfirmDialog
          trigger={<Button size="sm">{text.cancel}</Button>}
          title={text.cancelTitle(recipient)}
          description={text.cancelText}
          confirmLabel={text.cancel}
          cancelLabel={text.keep}
          action={cancelIt}
          fields={fields}
        />
      )}
    </>
  );
}
