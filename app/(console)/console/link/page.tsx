import { getText, titled } from "../../_text/get-text";
import { SignInFrame } from "../sign-in/_parts/sign-in-frame";
import { LinkForm } from "./_parts/link-form";

export const generateMetadata = titled("signIn.linkTitle");

/** Opening the link changes nothing; only the button signs in (docs/security.md #13). The token is in the fragment. */
export default async function LinkPage() {
  const t = await getText();
  return (
    <SignInFrame title={t("signIn.linkTitle")} intro={t("signIn.linkText")}>
      <LinkForm provider="link" label={t("signIn.linkButton")} />
    </SignInFrame>
  );
}
