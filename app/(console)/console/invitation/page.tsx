import { getText, titled } from "../../_text/get-text";
import { LinkForm } from "../link/_parts/link-form";
import { SignInFrame } from "../sign-in/_parts/sign-in-frame";

export const generateMetadata = titled("signIn.invitationTitle");

/** Opening the link changes nothing; only the button accepts (docs/security.md #13). The token is in the fragment. */
export default async function InvitationPage() {
  const t = await getText();
  return (
    <SignInFrame title={t("signIn.invitationTitle")} intro={t("signIn.invitationText")}>
      <LinkForm provider="invitation" label={t("signIn.invitationButton")} />
    </SignInFrame>
  );
}
