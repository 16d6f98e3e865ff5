import { Button } from "@/app/_ui/button";
import { ConfirmDialog } from "@/app/_ui/confirm-dialog";
import { CopyButton } from "@/app/_ui/copy-button";
import { ActionButton } from "../../../_parts/action-button";
import { cancelVerification, resendMessage } from "../../actions";
import { text } from "../../text";

/** The actions on a verification. After it has ended, only its link can be copied. */
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
        <ActionButton action={resendMessage} fields={fields} done={text.resent} size="sm">
          {text.resend}
        </ActionButton>
      )}
      {mayChange && (
        <ConfirmDialog
          trigger={<Button size="sm">{text.cancel}</Button>}
          title={text.cancelTitle(recipient)}
          description={text.cancelText}
          confirmLabel={text.cancel}
          cancelLabel={text.keep}
          action={cancelVerification}
          fields={fields}
        />
      )}
    </>
  );
}
