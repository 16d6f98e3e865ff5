import { secondsUntil } from "@/lib/time";
import { hasSendsLeft, isCodeExpired, type LoadedVerification, statusOf } from "@/lib/verification";

export type PageState = "choose" | "sent" | "done" | "expired" | "locked" | "canceled";

/** Which view the portal page shows. */
export function pageStateOf(v: LoadedVerification): PageState {
  const status = statusOf(v, v.now);
  switch (status) {
    case "verified":
      return "done";
    case "pending":
      if (!v.identifier) return "choose";
      return isCodeExpired(v, v.now) && !maySend(v) ? "expired" : "sent";
    case "expired":
    case "locked":
    case "canceled":
      return status;
  }
}

function maySend(v: LoadedVerification): boolean {
  return hasSendsLeft(v) && (v.policy.resend === "rotate" || v.isIdentifierOpen);
}

/** Seconds until the next message can be sent. Null when none are left. */
export function nextSendInSeconds(v: LoadedVerification): number | null {
  if (!hasSendsLeft(v)) return null;
  return v.nextSendAt ? secondsUntil(v.nextSendAt, v.now) : 0;
}
