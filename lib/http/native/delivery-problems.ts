import type {
  CreateProviderRefusal,
  DeliveryNotFound,
  RetryDeliveryRefusal,
  TestProviderRefusal,
  UpdateProviderRefusal,
} from "@/lib/delivery";
import type { Problem } from "./problems";

/** Every "no" of `lib/delivery`'s verbs. */
export type DeliveryRefusal =
  | CreateProviderRefusal
  | UpdateProviderRefusal
  | TestProviderRefusal
  | DeliveryNotFound
  | RetryDeliveryRefusal;

export const deliveryProblems: {
  [C in DeliveryRefusal["code"]]: Problem<Extract<DeliveryRefusal, { code: C }>>;
} = {
  provider_not_found: {
    status: 404,
    title: "There is no such provider.",
    detail: () => "The id belongs to no provider of this project.",
    advice: "List the providers to see their ids.",
  },
  provider_kind_unknown: {
    status: 422,
    title: "There is no such kind of provider.",
    detail: (r) => `Known are ${r.known.join(", ")}.`,
    members: (r) => ({ known: r.known }),
    advice: "GET /api/v1/provider-kinds lists the kinds, each with the schema of its config.",
  },
  channel_not_carried: {
    status: 422,
    title: "The provider does not carry this channel.",
    detail: (r) => `Not ${r.channel}.`,
    members: (r) => ({ channel: r.channel }),
    advice:
      "Name only channels of the provider's kind, and test it with a recipient of a channel it carries.",
  },
  provider_config_invalid: {
    status: 422,
    title: "The provider's config is not usable.",
    detail: (r) => r.violations.map(({ pointer, message }) => `${pointer}: ${message}`).join("; "),
    members: (r) => ({ violations: r.violations }),
    advice:
      "`violations` lists everything that is wrong. The schema of each kind's config is in GET /api/v1/provider-kinds.",
  },
  delivery_not_found: {
    status: 404,
    title: "There is no such delivery.",
    detail: () => "The id belongs to no delivery of this project.",
    advice: "Check the id and the project of the API key. Old deliveries are deleted by retention.",
  },
  delivery_not_retryable: {
    status: 409,
    title: "The delivery cannot be tried again.",
    detail: (r) => (r.outcome === null ? "It is being sent at this moment." : `It is ${r.outcome}.`),
    members: (r) => ({ outcome: r.outcome ?? "pending" }),
    advice:
      "Only what was given up, or waits for its next try, can be tried again. To send a code once more, use resends of its verification.",
  },
};
