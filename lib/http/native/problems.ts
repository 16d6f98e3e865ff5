import type { AccessRefusal } from "@/lib/access";
import type { LogoRefusal } from "@/lib/branding";
import type { InstallationRefusal } from "@/lib/installation";
import type { UserRefusal } from "@/lib/users";
import type { WebhookRefusal } from "@/lib/webhooks";
import type { EdgeRefusal } from "../protocol";
import { accessProblems } from "./access-problems";
import { brandingProblems } from "./branding-problems";
import { type DeliveryRefusal, deliveryProblems } from "./delivery-problems";
import { directoryProblems } from "./directory-problems";
import { edgeProblems } from "./edge-problems";
import { installationProblems } from "./installation-problems";
import type { Problem } from "./problem";
import { type ProtectionRefusal, protectionProblems } from "./protection-problems";
import { type SocialRefusal, socialProblems } from "./social-problems";
import { type VerificationRefusal, verificationProblems } from "./verification-problems";
import { webhookProblems } from "./webhook-problems";

/** Refusals of endpoints that only this API has. */
export type OwnRefusal = { code: "event_not_found" } | { code: "metrics_closed" } | { code: "cron_closed" };

/** Every refusal the native API can answer. */
export type NativeRefusal =
  | VerificationRefusal
  | UserRefusal
  | AccessRefusal
  | DeliveryRefusal
  | SocialRefusal
  | ProtectionRefusal
  | WebhookRefusal
  | InstallationRefusal
  | LogoRefusal
  | OwnRefusal;

type All = NativeRefusal | EdgeRefusal;
type Table = { [C in All["code"]]: Problem<Extract<All, { code: C }>> };

/** The problem for every refusal. Complete by type: a new refusal does not compile until it is listed here. */
export const problems: Table = {
  ...edgeProblems,
  ...verificationProblems,
  event_not_found: {
    status: 404,
    title: "Event not found.",
    detail: () => "The project has no event with this id.",
    advice: "List the events to find the right id.",
  },
  ...directoryProblems,
  ...accessProblems,
  ...deliveryProblems,
  ...socialProblems,
  ...protectionProblems,
  ...webhookProblems,
  ...installationProblems,
  ...brandingProblems,
  metrics_closed: {
    status: 403,
    title: "You cannot read the metrics from here.",
    detail: () => "Metrics are open to this machine only, or with Authorization: Bearer <METRICS_TOKEN>.",
    advice: "Set METRICS_TOKEN for Countersign and use the same token in the scraper.",
  },
  cron_closed: {
    status: 403,
    title: "Only the scheduler can start this.",
    detail: () => "Send Authorization: Bearer <CRON_SECRET>.",
    advice: "Use the CRON_SECRET of Countersign in the scheduler. On Vercel, set the variable of that name.",
  },
};
