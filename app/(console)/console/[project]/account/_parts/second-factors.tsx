import { ConfirmButton } from "@/app/_ui/confirm-button";
import { RelativeTime } from "@/app/_ui/relative-time";
import { countRecoveryCodes, listPasskeys, type Passkey, passkeysWork, type Session } from "@/lib/access";
import { getText } from "../../../../_text/get-text";
import { deletePasskey, deleteTotp } from "../actions";
import { AddPasskeyDialog } from "./add-passkey-dialog";
import { Factor } from "./factor";
import { ReplaceCodesDialog } from "./replace-codes-dialog";
import { TotpDialog } from "./totp-dialog";

/** The operator's passkeys, authenticator app and recovery codes. */
export async function SecondFactors({ session }: { session: Session }) {
  const t = await getText();
  const [passkeys, codesLeft] = await Promise.all([
    listPasskeys(session.operatorId),
    countRecoveryCodes(session.operatorId),
  ]);
  return (
    <ul className="grid gap-3">
      <Factor
        title={t("account.passkeys")}
        description={passkeysWork() ? t("account.passkeysText") : t("account.noPasskeys")}
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
        title={t("account.totp")}
        description={t("account.totpText")}
        action={
          <>
            <TotpDialog isOn={session.hasTotp} />
            {session.hasTotp && <RemoveDialog title={t("account.removeTotp")} action={deleteTotp} />}
          </>
        }
      />
      {(session.hasPasskey || session.hasTotp) && (
        <Factor
          title={t("account.recoveryCodes")}
          description={t("account.recoveryCodesLeft", { count: codesLeft })}
          action={<ReplaceCodesDialog />}
        />
      )}
    </ul>
  );
}

async function PasskeyItem({ passkey: { id, name, createdAt, lastUsedAt } }: { passkey: Passkey }) {
  const t = await getText();
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-3">
      <span className="min-w-0">
        <span className="break-words font-medium">{name}</span>{" "}
        <span className="text-muted text-xs">
          {t("account.added")} <RelativeTime at={createdAt} />
          {lastUsedAt && (
            <>
              , {t("account.lastUsed")} <RelativeTime at={lastUsedAt} />
            </>
          )}
        </span>
      </span>
      <RemoveDialog
        title={t("account.removePasskey", { name })}
        action={deletePasskey}
        fields={{ passkey: id }}
      />
    </li>
  );
}

async function RemoveDialog({
  title,
  action,
  fields,
}: {
  title: string;
  action: (form: FormData) => Promise<string | undefined>;
  fields?: Record<string, string>;
}) {
  const t = await getText();
  return (
    <ConfirmButton
      label={t("account.remove")}
      title={title}
      description={t("account.removeFactorText")}
      action={action}
      fields={fields}
    />
  );
}
