import type { Refusal } from "@/lib/result";
import { secondsUntil } from "@/lib/time";
import type { Translator } from "../../../_text/translator";

/** The error text for a refusal of something done to a verification, with the time to wait if it is known. */
export function changeRefusalText(refusal: Refusal & { retryAt?: Date; now?: Date }, t: Translator): string {
  const { code, retryAt, now } = refusal;
  const wait = retryAt && now ? inTime(secondsUntil(retryAt, now), t) : t("verifications.waitLater");
  return t.find(`verifications.refusals.${code}`, { wait }) ?? t("verifications.refusals.other");
}

/** "in 5 minutes" */
function inTime(seconds: number, { locale }: Translator): string {
  const format = new Intl.RelativeTimeFormat(locale);
  if (seconds < 90) return format.format(Math.max(1, seconds), "second");
  return seconds < 5400
    ? format.format(Math.ceil(seconds / 60), "minute")
    : format.format(Math.ceil(seconds / 3600), "hour");
}
