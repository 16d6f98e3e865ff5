import Link from "next/link";
import { Button } from "@/app/_ui/button";
import { hasSecondFactor } from "@/lib/access";
import { requireSession } from "../../../_session/session";
import { getText, titled } from "../../../_text/get-text";
import { SecondFactors } from "../../[project]/account/_parts/second-factors";
import { SignInFrame } from "../../sign-in/_parts/sign-in-frame";

export const generateMetadata = titled("secondFactor.setUpTitle");

/** Where an operator without a second factor is sent by a project that requires one. */
export default async function SetUpPage() {
  const t = await getText();
  const session = await requireSession();
  return (
    <SignInFrame title={t("secondFactor.setUpTitle")} intro={t("secondFactor.setUpIntro")}>
      <SecondFactors session={session} />
      {hasSecondFactor(session) && (
        <Button asChild variant="primary">
          <Link href="/console">{t("secondFactor.continue")}</Link>
        </Button>
      )}
    </SignInFrame>
  );
}
