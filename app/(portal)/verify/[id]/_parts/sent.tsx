import { Button } from "@/app/_ui/button";
import { Callout } from "@/app/_ui/callout";
import { Countdown } from "@/app/_ui/countdown";
import { secondsUntil } from "@/lib/time";
import { maskIdentifier } from "@/lib/users";
import { Frame } from "../../../_parts/frame";
import { nextSendInSeconds } from "../../../_parts/page-state";
import { portalTextIn } from "../../../_text";
import type { Shown } from "../page";
import { CodeForm } from "./code-form";
import { Help } from "./help";
import { ResendForm } from "./resend-form";
import { StatusWatcher } from "./status-watcher";

/** A message is on its way: the code field, and what to do if nothing comes. */
export function Sent({
  id,
  verification: v,
  project,
  locale,
  page,
  visit,
  wasResent,
}: Shown & { wasResent: boolean }) {
  const text = portalTextIn(locale);
  const channel = v.channel!;
  const left = secondsUntil(v.codeExpiresAt, v.now);
  const wait = nextSendInSeconds(v);
  return (
    <Frame project={project} locale={locale} title={text.sent.title[channel]}>
      <p className="mt-3 text-muted">{text.sent.lead[channel](maskIdentifier(v.identifierValue!))}</p>
      {visit && (
        <Callout tone="warning" live className="mt-4">
          {visit}
        </Callout>
      )}
      {wasResent && (
        <Callout tone="success" live className="mt-4">
          {text.sent.resent}
        </Callout>
      )}
      <CodeForm
        id={id}
        locale={locale}
        page={page}
        length={v.policy.codeLength}
        isSms={channel === "sms"}
        label={text.sent.code}
        submit={text.sent.submit}
      />
      <p className="mt-4 text-center text-muted text-sm">
        {left > 0 ? (
          <>
            {text.sent.timeLeft} <Countdown seconds={left} endText={text.sent.timeOver} />
          </>
        ) : (
          text.sent.timeOver
        )}
      </p>
      <div className="mt-6 border-t pt-4">
        {channel === "email" && <p className="mb-2 text-muted text-sm">{text.sent.linkToo}</p>}
        <div className="flex flex-wrap items-start justify-between gap-x-4">
          {wait === null ? (
            <p className="text-muted text-sm">{text.sent.noMoreSends}</p>
          ) : (
            <ResendForm
              id={id}
              locale={locale}
              page={page}
              waitSeconds={wait}
              resend={text.sent.resend}
              resendIn={text.sent.resendIn}
            />
          )}
          {v.isIdentifierOpen && (
            <Button asChild variant="ghost" className="-me-4">
              <a href={`/verify/${id}?locale=${locale}&change`}>{text.sent.change}</a>
            </Button>
          )}
        </div>
        <Help verification={v} text={text} />
      </div>
      <StatusWatcher id={id} state="sent" />
    </Frame>
  );
}
