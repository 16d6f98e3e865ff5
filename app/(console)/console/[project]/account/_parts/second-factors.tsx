import { ConfirmButton } from "@/app/_ui/confirm-button";
import { RelativeTime } from "@/app/_ui/relative-time";
import { countRecoveryCodes, listPasskeys, type Passkey, passkeysWork, type Session } from "@/lib/access";
import { deletePasskey, deleteTotp } from "../actions";
import { text } from "../text";
import { AddPasskeyDialog } from "./add-passkey-dialog";
import { Factor } from "./factor";
import { ReplaceCodesDialog } from "./replace-codes-dialog";
import { TotpDialog } from "./totp-dialog";

/** The operator's passkeys, authenticator app and recovery codes. */
export async function SecondFactors({ session }: { session: Session }) {
  const [passkeys, codesLeft] = await Promise.all([
    listPasskeys(session.operatorId),
    countRecoveryCodes(session.operatorId),
  ]);
  return (
    <ul className="grid gap-3">
      <Factor
        title={text.passkeys}
        description={passkeysWork() ? text.passkeysText : text.noPasskeys}
        action={passkeysWork() && <AddPasskeyDialog />}
      >
        {passkeys.length > 0 && (
          <ul className="grid gap-1 border-t pt-2">
            {passkeys.map((passkey) => (
              <PasskeyItem key={passkey.id} passkey={passkey} />
            ))}
          </ul>
        )}
      </Factor>
      <Factor
        title={text.totp}
        description={text.totpText}
        action={
          <>
            <TotpDialog isOn={session.hasTotp} />
            {session.hasTotp && <RemoveDialog title={text.removeTotp} action={deleteTotp} />}
          </>
        }
      />
      {(session.hasPasskey || session.hasTotp) && (
        <Factor
          title={text.recoveryCodes}
          description={text.recoveryCodesLeft(codesLeft)}
          action={<ReplaceCodesDialog />}
        />
      )}
    </ul>
  );
}

function PasskeyItem({ passkey: { id, name, createdAt, lastUsedAt } }: { passkey: Passkey }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-3">
      <span className="min-w-0">
        <span className="break-words font-medium">{name}</span>{" "}
        <span className="text-muted text-xs">
          {text.added} <RelativeTime at={createdAt} />
          {lastUsedAt && (
            <>
              , {text.lastUsed} <RelativeTime at={lastUsedAt} />
            </>
          )}
        </span>
      </span>
      <RemoveDialog title={text.removePasskey(name)} action={deletePasskey} fields={{ passkey: id }} />
    </li>
  );
}

function RemoveDialog({
  title,
  action,
  fields,
}: {
  title: string;
  action: (form: FormData) => Promise<string | undefined>;
  fields?: Record<string, string>;
}) {
  return (
    <ConfirmButton
      label={text.remove}
      title={title}
      description={text.removeFactorText}
      action={action}
      fields={fields}
    />
  );
}
