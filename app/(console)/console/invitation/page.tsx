import type { Metadata } from "next";
import { LinkForm } from "../link/_parts/link-form";
import { SignInFrame } from "../sign-in/_parts/sign-in-frame";
import { text } from "../sign-in/text";

export const metadata: Metadata = { title: text.invitationTitle };

/** Opening the link changes nothing; only the button accepts (docs/security.md #13). The token is in the fragment. */
export default function InvitationPage() {
  return (
    <SignInFrame title={text.invitationTitle} intro={text.invitationText}>
      <LinkForm provider="invitation" label={text.invitationButton} />
    </SignInFrame>
  );
}
