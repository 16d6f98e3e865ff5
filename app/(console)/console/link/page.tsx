import type { Metadata } from "next";
import { SignInFrame } from "../sign-in/_parts/sign-in-frame";
import { text } from "../sign-in/text";
import { LinkForm } from "./_parts/link-form";

export const metadata: Metadata = { title: text.linkTitle };

/** Opening this changes nothing; its button does (docs/security.md #13). The token stays in the fragment till then. */
export default function LinkPage() {
  return (
    <SignInFrame title={text.linkTitle} intro={text.linkText}>
      <LinkForm />
    </SignInFrame>
  );
}
