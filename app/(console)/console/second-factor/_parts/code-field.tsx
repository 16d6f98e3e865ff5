import { Field } from "@/app/_ui/field";
import { Input } from "@/app/_ui/input";
import { text } from "../text";

/** One field for both kinds of code. */
export function CodeField({ hasTotp, error }: { hasTotp: boolean; error?: string }) {
  return (
    <Field
      label={hasTotp ? text.code : text.recoveryCode}
      hint={hasTotp ? text.codeHintTotp : text.codeHintRecovery}
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
