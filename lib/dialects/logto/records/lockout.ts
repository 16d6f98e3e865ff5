import { logtoError } from "../errors";

/** Too many wrong answers for one identifier or user, and until when. */
export function blocked(until: Date, now: Date) {
  const minutes = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000));
  const relativeTime = minutes === 1 ? "in 1 minute" : `in ${minutes} minutes`;
  return logtoError("session.verification_blocked_too_many_attempts", { slots: { relativeTime } });
}
