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
import { getText, titled } from "../../_text/get-text";
import { refusalText } from "../../_text/refusal-text";
import { CodeForm } from "./_parts/code-form";
import { CompanyForm } from "./_parts/company-form";
import { EmailForm } from "./_parts/email-form";
import { SignInFrame } from "./_parts/sign-in-frame";

export const generateMetadata = titled("signIn.title");

export default async function SignInPage({ searchParams }: PageProps<"/console/sign-in">) {
  const t = await getText();
  if (await currentSession()) redirect("/console");
  const { error } = await searchParams;
  const errorText = typeof error === "string" ? refusalText("signIn", { code: error }, t) : undefined;
  const [signIn, token] = await Promise.all([rememberedSignIn(), formToken()]);
  const company = companySignIn();
  const isPending = signIn !== null && statusOf(signIn, signIn.now) === "pending";
  return isPending && token ? (
    <SignInFrame
      title={t("signIn.codeTitle")}
      intro={t("signIn.sentTo", { recipient: maskIdentifier(signIn.identifierValue ?? "") })}
    >
      <CodeForm
        token={token}
        error={errorText}
        length={signIn.policy.codeLength}
        waitSeconds={waitOf(signIn)}
      />
    </SignInFrame>
  ) : (
    <SignInFrame title={t("signIn.title")} intro={company ? t("signIn.companyIntro") : t("signIn.intro")}>
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

async function InboxOnly() {
  const t = await getText();
  return (
    <Callout title={t("signIn.inboxOnly")}>
      <p className="mb-2">{t("signIn.inboxOnlyText")}</p>
      <CodeBlock code="npm run console-link" name={t("signIn.inboxOnlyCommand")} />
    </Callout>
  );
}
