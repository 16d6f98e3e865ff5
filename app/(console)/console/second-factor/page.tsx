import { redirect } from "next/navigation";
import { isHalfSignedIn } from "@/lib/access";
import { requireFirstFactor } from "../../_session/session";
import { getText, titled } from "../../_text/get-text";
import { signOut } from "../[project]/_frame/actions";
import { SignInFrame } from "../sign-in/_parts/sign-in-frame";
import { SecondFactorForm } from "./_parts/sign-in-form";

export const generateMetadata = titled("secondFactor.title");

export default async function SecondFactorPage() {
  const t = await getText();
  const session = await requireFirstFactor();
  if (!isHalfSignedIn(session)) redirect("/console");
  const { hasPasskey, hasTotp } = session;
  return (
    <SignInFrame title={t("secondFactor.confirmTitle")} intro={session.operator.email}>
      <SecondFactorForm hasPasskey={hasPasskey} hasTotp={hasTotp} />
      <div className="grid gap-2 border-t pt-4 text-muted text-sm">
        <p>{t("secondFactor.lost")}</p>
        <form action={signOut}>
          <button type="submit" className="min-h-8 rounded-sm hover:text-foreground">
            {t("secondFactor.signOut")}
          </button>
        </form>
      </div>
    </SignInFrame>
  );
}
