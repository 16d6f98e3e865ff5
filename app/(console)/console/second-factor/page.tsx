import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { isHalfSignedIn } from "@/lib/access";
import { requireFirstFactor } from "../../_session/session";
import { signOut } from "../[project]/_frame/actions";
import { SignInFrame } from "../sign-in/_parts/sign-in-frame";
import { SecondFactorForm } from "./_parts/sign-in-form";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function SecondFactorPage() {
  const session = await requireFirstFactor();
  if (!isHalfSignedIn(session)) redirect("/console");
  const { hasPasskey, hasTotp } = session;
  return (
    <SignInFrame title={text.confirmTitle} intro={session.operator.email}>
      <SecondFactorForm hasPasskey={hasPasskey} hasTotp={hasTotp} />
      <div className="grid gap-2 border-t pt-4 text-muted text-sm">
        <p>{text.lost}</p>
        <form action={signOut}>
          <button type="submit" className="min-h-8 rounded-sm hover:text-foreground">
            {text.signOut}
          </button>
        </form>
      </div>
    </SignInFrame>
  );
}
