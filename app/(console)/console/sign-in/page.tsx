import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Callout } from "@/app/_ui/callout";
import { CodeBlock } from "@/app/_ui/code-block";
import { companySignIn } from "@/lib/access";
import { isEmailInboxOnly } from "@/lib/delivery";
import { secondsUntil } from "@/lib/time";
import { maskIdentifier } from "@/lib/users";
import { type LoadedVerification, statusOf } from "@/lib/verification";
import { reservedProject } from "../../_session/console-ctx";
import { formToken } from "../../_session/form-token";
import { currentSession } from "../../_session/session";
import { rememberedSignIn } from "../../_session/sign-in-code";
import { CodeForm } from "./_parts/code-form";
import { CompanyForm } from "./_parts/company-form";
import { EmailForm } from "./_parts/email-form";
import { SignInFrame } from "./_parts/sign-in-frame";
import { refusalText, text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function SignInPage({ searchParams }: PageProps<"/console/sign-in">) {
  if (await currentSession()) redirect("/console");
  const { error } = await searchParams;
  const errorText = typeof error === "string" ? refusalText({ code: error }) : undefined;
  const [signIn, token] = await Promise.all([rememberedSignIn(), formToken()]);
  const company = companySignIn();
  const isPending = signIn !== null && statusOf(signIn, signIn.now) === "pending";
  return isPending && token ? (
    <SignInFrame title={text.codeTitle} intro={text.sentTo(maskIdentifier(signIn.identifierValue ?? ""))}>
      <CodeForm
        token={token}
        error={errorText}
        length={signIn.policy.codeLength}
        waitSeconds={waitOf(signIn)}
      />
    </SignInFrame>
  ) : (
    <SignInFrame title={text.title} intro={company ? text.companyIntro : text.intro}>
      {errorText && (
        <Callout tone="danger" live>
          {errorText}
        </Callout>
      )}
      {company && <CompanyForm name={company.name} token={token} />}
      <EmailForm isSecondary={company !== null} />
      {(await isEmailInboxOnly((await reservedProject()).id)) && <InboxOnly />}
    </SignInFrame>
  );
}

function waitOf({ nextSendAt, now }: LoadedVerification): number {
  return nextSendAt ? secondsUntil(nextSendAt, now) : 0;
}

function InboxOnly() {
  return (
    <Callout title={text.inboxOnly}>
      <p className="mb-2">{text.inboxOnlyText}</p>
      <CodeBlock code={text.inboxOnlyCommand} />
    </Callout>
  );
}
