import type { ConnectorNotFound, CreateConnectorRefusal, UpdateConnectorRefusal } from "@/lib/social";
import type { UserRefusal } from "@/lib/users";
import type {
  BeginAuthorizationRefusal,
  CancelRefusal,
  FinishAuthorizationRefusal,
  ResendRefusal,
  SetIdentifierRefusal,
} from "@/lib/verification";
import type { Problem } from "./problem";

/** Every refusal of connectors and authorization requests. */
export type SocialRefusal =
  | ConnectorNotFound
  | CreateConnectorRefusal
  | UpdateConnectorRefusal
  | BeginAuthorizationRefusal
  | FinishAuthorizationRefusal;

/** Refusals that are listed in another table. */
type SpelledElsewhere = (ResendRefusal | SetIdentifierRefusal | CancelRefusal | UserRefusal)["code"];
export type SocialCode = Exclude<SocialRefusal["code"], SpelledElsewhere>;

const explanation = (r: { explanation: string }) => ({ explanation: r.explanation });

export const socialProblems: { [C in SocialCode]: Problem<Extract<SocialRefusal, { code: C }>> } = {
  connector_not_found: {
    status: 404,
    title: "Connector not found.",
    detail: () => "The project has no connector with this id.",
    advice: "List the connectors to find the right id.",
  },
  connector_disabled: {
    status: 409,
    title: "The connector is disabled.",
    detail: () => "It cannot be used, even for an authorization that was already started.",
    advice: "Enable the connector or use another one.",
  },
  connector_kind_unknown: {
    status: 422,
    title: "Unknown connector kind.",
    detail: (r) => `The kinds are ${r.known.join(", ")}.`,
    members: (r) => ({ known: r.known }),
    advice: "GET /api/v1/connector-kinds lists the kinds and the config schema of each.",
  },
  connector_target_taken: {
    status: 409,
    title: "Another connector uses this target.",
    detail: (r) => `The target “${r.target}” belongs to another connector.`,
    members: (r) => ({ target: r.target }),
    advice: "Choose a different target, or change the connector that uses it.",
  },
  connector_config_invalid: {
    status: 422,
    title: "The connector's config is invalid.",
    detail: (r) => r.violations.map(({ pointer, message }) => `${pointer}: ${message}`).join("; "),
    members: (r) => ({ violations: r.violations }),
    advice: "Fix everything in `violations`. GET /api/v1/connector-kinds has the config schema of each kind.",
  },
  connector_fixed: {
    status: 409,
    title: "The verification uses another connector.",
    detail: () => "The connector was chosen when the verification was started.",
    advice: "Omit connectorId, or start another verification for the other connector.",
  },
  redirect_uri_not_allowed: {
    status: 422,
    title: "The redirect URI is not allowed.",
    detail: () => "It does not exactly match any of the project's return URLs.",
    advice:
      "Add it to the project's `returnUrls` and register it with the provider. Our own callback is only for sign-ins started on `portalUrl`, because it is bound to that browser.",
  },
  authorizations_exhausted: {
    status: 429,
    title: "Too many authorization requests for this verification.",
    detail: (r) => `All ${r.max} have been started.`,
    members: (r) => ({ max: r.max }),
    advice: "Start a new verification.",
  },
  authorization_not_found: {
    status: 422,
    title: "Unknown state.",
    detail: () => "No authorization request of this verification has the `state` you sent.",
    advice:
      "Send all query parameters of the redirect unchanged, including `state`. An unknown state can be a forged redirect: stop there.",
  },
  authorization_used: {
    status: 409,
    title: "The authorization request was already used.",
    detail: () => "Each authorization request can be used once, whatever its outcome.",
    advice: "Get the verification. If it is still pending, start another authorization request.",
  },
  authorization_expired: {
    status: 410,
    title: "The authorization request has expired.",
    detail: () => "The sign-in with the provider took too long.",
    members: (r) => ({ expiredAt: r.expiredAt.toISOString() }),
    advice: "Start another authorization request.",
  },
  authorization_of_other_browser: {
    status: 403,
    title: "The sign-in was started in another browser.",
    detail: () => "It can only be finished in the browser that started it.",
    advice: "Continue in the browser where the sign-in was started.",
  },
  authorization_denied: {
    status: 422,
    title: "The person declined at the provider.",
    detail: (r) => r.explanation,
    members: explanation,
    advice:
      "The verification is still pending. If the person wants to try again, start another authorization request.",
  },
  provider_refused: {
    status: 422,
    title: "The identity provider refused the request.",
    detail: (r) => r.explanation,
    members: (r) => ({ error: r.error, ...explanation(r) }),
    advice:
      "`error` is the provider's error code (RFC 6749). Test the connector: usually the client ID, the secret or a redirect URI differs from what is registered with the provider.",
  },
  provider_unavailable: {
    status: 424,
    title: "The identity provider did not answer.",
    detail: (r) => r.explanation,
    members: explanation,
    advice: "The verification is still pending. Try again later, or test the connector.",
  },
  provider_answer_invalid: {
    status: 422,
    title: "The identity provider's response is invalid.",
    detail: (r) => r.explanation,
    members: explanation,
    advice:
      "Its signature, issuer, audience, time, nonce or format is wrong, so nothing was verified. Test the connector. If its config is right, the response did not come from the provider.",
  },
};
