import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { useText } from "../../../_text/use-text";

/** One field for both kinds of code. */
export function CodeField({ hasTotp, error }: { hasTotp: boolean; error?: string }) {
  const t = useText();
  return (
    <Field
      label={hasTotp ? t("secondFactor.code") : t("secondFactor.recoveryCode")}
      hint={hasTotp ? t("secondFactor.codeHintTotp") : t("secondFactor.codeHintRecovery")}
      error={error}
      required
    >
      <Input
        name="code"
        autoComplete="one-time-code"
        spellCheck={false}
        autoCapitalize="none"
        maxLength={100}
      />
    </Field>
  );
}
