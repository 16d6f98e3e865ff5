import type {
  CancelDeliveryRefusal,
  CreateProviderRefusal,
  CreateSuppressionRefusal,
  DeliveryNotFound,
  ProviderOrderInvalid,
  RetryDeliveryRefusal,
  SuppressionNotFound,
  TemplateRefusal,
  TestProviderRefusal,
  UpdateProviderRefusal,
} from "@/lib/delivery";
import { toTypeId } from "@/lib/id";
import type { Problem } from "./problem";

/** Every refusal of `lib/delivery`, except those that the engine has as well. */
export type DeliveryRefusal = Exclude<
  | CreateProviderRefusal
  | UpdateProviderRefusal
  | TestProviderRefusal
  | DeliveryNotFound
  | RetryDeliveryRefusal
  | CancelDeliveryRefusal
  | CreateSuppressionRefusal
  | SuppressionNotFound
  | ProviderOrderInvalid
  | TemplateRefusal,
  { code: "channel_not_supported" | "purpose_unknown" }
>;

export const deliveryProblems: {
  [C in DeliveryRefusal["code"]]: Problem<Extract<DeliveryRefusal, { code: C }>>;
} = {
  provider_not_found: {
    status: 404,
    title: "Provider not found.",
    detail: () => "The project has no provider with this id.",
    advice: "List the providers to find the right id.",
  },
  provider_kind_unknown: {
    status: 422,
    title: "Unknown provider kind.",
    detail: (r) => `The kinds are ${r.known.join(", ")}.`,
    members: (r) => ({ known: r.known }),
    advice: "GET /api/v1/provider-kinds lists the kinds and the config schema of each.",
  },
  provider_channel_unsupported: {
    status: 422,
    title: "The provider does not support this channel.",
    detail: (r) => `It does not send ${r.channel}.`,
    members: (r) => ({ channel: r.channel }),
    advice: "Use only channels the provider's kind supports, and test it with a recipient it can reach.",
  },
  provider_order_invalid: {
    status: 422,
    title: "The order does not name every provider once.",
    detail: (r) =>
      `The channel has ${r.expected.length === 1 ? "1 provider" : `${r.expected.length} providers`}.`,
    members: (r) => ({ expected: r.expected.map((id) => toTypeId("prv", id)) }),
    advice: "Send the ids in `expected`, in the order you want. Disabled providers are part of it.",
  },
  provider_config_invalid: {
    status: 422,
    title: "The provider's config is invalid.",
    detail: (r) => r.violations.map(({ pointer, message }) => `${pointer}: ${message}`).join("; "),
    members: (r) => ({ violations: r.violations }),
    advice: "Fix everything in `violations`. GET /api/v1/provider-kinds has the config schema of each kind.",
  },
  countries_required: {
    status: 422,
    title: "Choose the countries to send to.",
    detail: () => "Messages of this provider cost money, and the project has no list of allowed countries.",
    members: (r) => ({ suggested: r.suggested }),
    advice:
      "Send `countries` with the provider: a list of ISO 3166-1 alpha-2 codes, `suggested` for those in `suggested`, or null for all. Fraudsters make money with messages to expensive countries, so allow only those in which you have users.",
  },
  delivery_not_found: {
    status: 404,
    title: "Delivery not found.",
    detail: () => "The project has no delivery with this id.",
    advice: "Check the id and which project the API key belongs to. Old deliveries are deleted by retention.",
  },
  delivery_not_cancelable: {
    status: 409,
    title: "The delivery cannot be canceled.",
    detail: (r) => (r.outcome === null ? "It is being sent right now." : `It is ${r.outcome}.`),
    members: (r) => ({ outcome: r.outcome ?? "pending" }),
    advice:
      "You can cancel a delivery that waits, such as a fallback. To make its code invalid, cancel the verification.",
  },
  message_template_version_not_found: {
    status: 404,
    title: "Version not found.",
    detail: () => "The message template has no such version.",
    advice: "List the template's versions. The last 50 are kept.",
  },
  suppression_not_found: {
    status: 404,
    title: "Suppression not found.",
    detail: () => "The project has no suppression with this id.",
    advice: "List the suppressions to find the right id.",
  },
  suppression_exists: {
    status: 409,
    title: "The recipient is already suppressed.",
    detail: () => "The project already sends it nothing on this channel.",
    advice: "List the suppressions with `search` to find it.",
  },
  delivery_not_retryable: {
    status: 409,
    title: "The delivery cannot be retried.",
    detail: (r) => (r.outcome === null ? "It is being sent right now." : `It is ${r.outcome}.`),
    members: (r) => ({ outcome: r.outcome ?? "pending" }),
    advice:
      "You can retry a delivery that failed or is waiting for its next try. To send a code again, use the verification's resends.",
  },
};
