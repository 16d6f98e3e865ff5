"use client";

import { FormDialog } from "@/app/_forms/form-dialog";
import { Button } from "@/app/_ui/button";
import { useText } from "../../../../_text/use-text";
import { replaceCodes } from "../actions";
import { RecoveryCodes } from "./recovery-codes";

export function ReplaceCodesDialog() {
  const t = useText();
  return (
    <FormDialog
      title={t("account.replaceTitle")}
      description={t("account.replaceText")}
      trigger={<Button size="sm">{t("account.replaceCodes")}</Button>}
      action={replaceCodes}
      submit={t("account.replaceCodes")}
      tone="danger"
      result={({ recoveryCodes }, close) => <RecoveryCodes codes={recoveryCodes} onDone={close} />}
    />
  );
}
