import type { Metadata } from "next";
import { SignInFrame } from "../sign-in/_parts/sign-in-frame";
import { text } from "../sign-in/text";
import { LinkForm } from "./_parts/link-form";

export const metadata: Metadata = { title: text.linkTitle };

/** Opening the link changes nothing; only the button signs in (docs/security.md #13). The token is in the fragment. */
export default function LinkPage() {
  return (
    <SignInFrame title={text.linkTitle} intro={text.linkText}>
      <LinkForm provider="link" label={text.linkButton} />
    </SignInFrame>
  );
}
