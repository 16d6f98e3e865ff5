import { SubmitButton } from "@/app/_ui/submit-button";
import { getText } from "../../../_text/get-text";

/** Posts to next-auth, which redirects to the company's provider. Works before JavaScript loads. */
export async function CompanyForm({ name, token }: { name: string; token: string | null }) {
  const t = await getText();
  return (
    <div className="grid gap-4">
      <form method="post" action="/api/auth/signin/company" className="grid">
        <input type="hidden" name="csrfToken" value={token ?? ""} />
        <input type="hidden" name="callbackUrl" value="/console" />
        <SubmitButton className="w-full">
          <span className="truncate">{t("signIn.continueWith", { company: name })}</span>
        </SubmitButton>
      </form>
      <p className="text-center text-muted text-sm">{t("signIn.or")}</p>
    </div>
  );
}
