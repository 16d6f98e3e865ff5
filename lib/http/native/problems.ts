import type { AccessRefusal } from "@/lib/access";
import type { UserRefusal } from "@/lib/users";
import type { EdgeRefusal } from "../protocol";
import { accessProblems } from "./access-problems";
import { type DeliveryRefusal, deliveryProblems } from "./delivery-problems";
import { directoryProblems } from "./directory-problems";
import { edgeProblems } from "./edge-problems";
import { type SocialRefusal, socialProblems } from "./social-problems";
import { type VerificationRefusal, verificationProblems } from "./verification-problems";

/** Refusals of calls that only this API has. */
export type OwnRefusal = { code: "event_not_found" } | { code: "metrics_closed" };

/** Every "no" the native API may have to spell. */
export type NativeRefusal =
  | VerificationRefusal
  | UserRefusal
  | AccessRefusal
  | DeliveryRefusal
  | SocialRefusal
  | OwnRefusal;

export interface Problem<R> {
  status: number;
  title: string;
  /** One sentence about this occurrence. */
  detail: (refusal: R) => string;
  /** What a program needs to go on. */
  members?: (refusal: R) => Record<string, unknown>;
  /** For /docs/problems/{code}: what it means and what to do next. */
  advice: string;
}

type All = NativeRefusal | EdgeRefusal;
type Table = { [C in All["code"]]: Problem<Extract<All, { code: C }>> };

/** The spelling of every refusal, complete by type: a new one does not compile until it stands here. */
export const problems: Table = {
  ...edgeProblems,
  ...verificationProblems,
  event_not_found: {
    status: 404,
    title: "There is no such event.",
    detail: () => "The id belongs to no event of this project.",
    advice: "List the events to see their ids.",
  },
  ...directoryProblems,
  ...accessProblems,
  ...deliveryProblems,
  ...socialProblems,
  metrics_closed: {
    status: 403,
    title: "The metrics are not for everybody.",
    detail: () => "Ask from this machine, or send Authorization: Bearer <METRICS_TOKEN>.",
    advice: "Set METRICS_TOKEN where Countersign runs, and give the same to the scraper.",
  },
};
