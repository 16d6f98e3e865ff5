import { http } from "./http";
import { inbox } from "./inbox";
import type { ProviderKind } from "./kind";
import { resend } from "./resend";
import { smtp } from "./smtp";
import { test } from "./test";
import { twilio } from "./twilio";
import { vonage } from "./vonage";

/** All provider kinds that a project can add. To add one, add a file and a line here. */
export const providerKinds: readonly ProviderKind[] = [inbox, smtp, resend, twilio, vonage, http];

export function findProviderKind(kind: string): ProviderKind | undefined {
  return [...providerKinds, test].find((known) => known.kind === kind);
}
