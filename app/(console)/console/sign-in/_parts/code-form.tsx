import { CodeInput } from "@/app/_ui/code-input";
import { SubmitButton } from "@/app/_ui/submit-button";
import { getText } from "../../../_text/get-text";
import { startOver } from "../actions";
import { ResendForm } from "./resend-form";

/** Posts the code to next-auth as a plain form, so it works before JavaScript loads. Refusals return in the URL. */
export async function CodeForm({
  token,
  error,
  length,
  waitSeconds,
}: {
  token: string;
  error?: string;
  length: number;
  waitSeconds: number;
}) {
  const t = await getText();
  return (
    <div className="grid gap-6">
      <form method="post" action="/api/auth/callback/code" className="grid gap-4">
        <input type="hidden" name="csrfToken" value={token} />
        <input type="hidden" name="callbackUrl" value="/console" />
        <CodeInput label={t("signIn.code")} length={length} error={error} autoFocus autoSubmit />
        <SubmitButton>{t("signIn.submit")}</SubmitButton>
      </form>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-t pt-4 text-sm">
        <ResendForm waitSeconds={waitSeconds} />
        <form action={startOver}>
          <button type="submit" className="min-h-8 rounded-sm text-muted hover:text-foreground">
            {t("signIn.startOver")}
          </button>
        </form>
      </div>
    </div>
  );
}
