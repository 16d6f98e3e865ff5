import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Countdown } from "@/app/_ui/countdown";
import { channelsOf } from "@/lib/delivery";
import { isolated, type Translator, translator } from "@/lib/i18n";
import { phoneChannels } from "@/lib/projects";
import { secondsUntil } from "@/lib/time";
import { maskIdentifier } from "@/lib/users";
import { challengeOn } from "../../../_parts/challenge-on";
import { Frame } from "../../../_parts/frame";
import { nextSendInSeconds } from "../../../_parts/page-state";
import { CodeForm } from "./code-form";
import { Help } from "./help";
import { ResendForm } from "./resend-form";
import { StatusWatcher } from "./status-watcher";
import type { VerificationView } from "./verification-view";

/** The state after sending: the code field, resend, and help. */
export async function Sent({
  id,
  verification: v,
  project,
  locale,
  page,
  error,
  wasResent,
}: VerificationView & { wasResent: boolean }) {
  const t = translator(locale, "portal");
  const channel = v.channel!;
  const secondsLeft = secondsUntil(v.codeExpiresAt, v.now);
  const waitSeconds = nextSendInSeconds(v);
  return (
    <Frame project={project} locale={locale} query={{}} title={t(`sent.title.${channel}`)}>
      <p className="mt-3 text-muted">
        {t(`sent.lead.${channel}`, { to: isolated(maskIdentifier(v.identifierValue!), locale) })}
      </p>
      {error && (
        <Callout tone="warning" live className="mt-4">
          {error}
        </Callout>
      )}
      {wasResent && (
        <Callout tone="success" live className="mt-4">
          {t("sent.resent")}
        </Callout>
      )}
      <CodeForm
        id={id}
        locale={locale}
        page={page}
        length={v.policy.codeLength}
        isSms={channel === "sms"}
        label={t("sent.code")}
        submit={t("sent.submit")}
        challenge={await challengeOn(project, "check", v.id, t)}
      />
      <p className="mt-4 text-center text-muted text-sm">
        {secondsLeft > 0
          ? t.parts("sent.timeLeft", {
              time: <Countdown key="time" seconds={secondsLeft} endText={t("sent.timeOver")} />,
            })
          : t("sent.timeOver")}
      </p>
      <div className="mt-6 border-t pt-4">
        {channel === "email" && <p className="mb-2 text-muted text-sm">{t("sent.linkToo")}</p>}
        <div className="flex flex-wrap items-start justify-between gap-x-4">
          {waitSeconds === null ? (
            <p className="text-muted text-sm">{t("sent.noMoreSends")}</p>
          ) : (
            <ResendForm
              id={id}
              locale={locale}
              page={page}
              waitSeconds={waitSeconds}
              resend={t("sent.resend")}
              resendIn={t.parts("sent.resendIn", { time: <Countdown key="time" seconds={waitSeconds} /> })}
              others={await otherChannels(v, t)}
            />
          )}
          {v.isIdentifierOpen && (
            <Button asChild variant="ghost" className="-me-4">
              <a href={`/verify/${id}?locale=${locale}&change`}>{t("sent.change")}</a>
            </Button>
          )}
        </div>
        <Help verification={v} t={t} />
      </div>
      <StatusWatcher id={id} state="sent" />
    </Frame>
  );
}

/** The other channels that the project has for phone numbers. */
async function otherChannels(
  v: VerificationView["verification"],
  t: Translator<"portal">,
): Promise<{ channel: string; text: string }[]> {
  if (v.identifierType !== "phone") return [];
  const available = await channelsOf(v.projectId);
  return phoneChannels
    .filter((channel) => channel !== v.channel && available.has(channel))
    .map((channel) => ({ channel, text: t(`sent.instead.${channel}`) }));
}
