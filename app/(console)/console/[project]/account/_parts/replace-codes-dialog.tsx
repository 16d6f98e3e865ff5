"use client";

import { FormDialog } from "@/app/_forms/form-dialog";
import { Button } from "@/app/_ui/button";
import { replaceCodes } from "../actions";
import { text } from "../text";
import { RecoveryCodes } from "./recovery-codes";

export function ReplaceCodesDialog() {
  return (
    <FormDialog
      title={text.replaceTitle}
      description={text.replaceText}
      trigger={<Button size="sm">{text.replaceCodes}</Button>}
      action={replaceCodes}
      submit={text.replaceCodes}
      tone="danger"
      result={({ recoveryCodes }, close) => <RecoveryCodes codes={recoveryCodes} onDone={close} />}
    />
  );
}
