import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "@/app/_ui/button";
import { hasSecondFactor } from "@/lib/access";
import { requireSession } from "../../../_session/session";
import { SecondFactors } from "../../[project]/account/_parts/second-factors";
import { SignInFrame } from "../../sign-in/_parts/sign-in-frame";
import { text } from "../text";

export const metadata: Metadata = { title: text.setUpTitle };

/** Where an operator without a second factor is sent by a project that requires one. */
export default async function SetUpPage() {
  const session = await requireSession();
  return (
    <SignInFrame title={text.setUpTitle} intro={text.setUpIntro}>
      <SecondFactors session={session} />
      {hasSecondFactor(session) && (
        <Button asChild variant="primary">
          <Link href="/console">{text.continue}</Link>
        </Button>
      )}
    </SignInFrame>
  );
}
