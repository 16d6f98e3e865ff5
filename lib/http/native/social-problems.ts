import type { ConnectorNotFound, CreateConnectorRefusal, UpdateConnectorRefusal } from "@/lib/social";
import type { UserRefusal } from "@/lib/users";
import type {
  BeginAuthorizationRefusal,
  CancelRefusal,
  FinishAuthorizationRefusal,
  ResendRefusal,
  SetIdentifierRefusal,
} from "@/lib/verification";
import type { Problem } from "./problems";

/** Every "no" of connectors and of visits to providers. */
export type SocialRefusal =
  | ConnectorNotFound
  | CreateConnectorRefusal
  | UpdateConnectorRefusal
  | BeginAuthorizationRefusal
  | FinishAuthorizationRefusal;

/** Some are the engine's or the directory's too, and spelled there. */
type SpelledElsewhere = (ResendRefusal | SetIdentifierRefusal | CancelRefusal | UserRefusal)["code"];
export type SocialCode = Exclude<SocialRefusal["code"], SpelledElsewhere>;

const explanation = (r: { explanation: string }) => ({ explanation: r.explanation });

export const socialProblems: { [C in SocialCode]: Problem<Extract<SocialRefusal, { code: C }>> } = {
  connector_not_found: {
    status: 404,
    title: "There is no such connector.",
    detail: () => "The id belongs to no connector of this project.",
    advice: "List the connectors to see their ids.",
  },
  connector_disabled: {
    status: 409,
    title: "The connector is switched off.",
    detail: () => "Nobody can prove an account through it, not even in a visit that had begun.",
    advice: "Enable the connector, or use another one.",
  },
  connector_kind_unknown: {
    status: 422,
    title: "There is no such kind of connector.",
    detail: (r) => `Known are ${r.known.join(", ")}.`,
    members: (r) => ({ known: r.known }),
    advice: "GET /api/v1/connector-kinds lists the kinds, each with the schema of its config.",
  },
  connector_target_taken: {
    status: 409,
    title: "Another connector has this target.",
    detail: (r) => `Accounts of another connector are kept under “${r.target}”.`,
    members: (r) => ({ target: r.target }),
    advice: "Give the new connector a target of its own, or change the one that has it.",
  },
  connector_config_invalid: {
    status: 422,
    title: "The connector's config is not usable.",
    detail: (r) => r.violations.map(({ pointer, message }) => `${pointer}: ${message}`).join("; "),
    members: (r) => ({ violations: r.violations }),
    advice:
      "`violations` lists everything that is wrong. The schema of each kind's config is in GET /api/v1/connector-kinds.",
  },
  connector_fixed: {
    status: 409,
    title: "The verification is about another connector.",
    detail: () => "Whoever started it named the provider.",
    advice: "Leave connectorId out, or start another verification for the other provider.",
  },
  redirect_uri_not_allowed: {
    status: 422,
    title: "The redirect URI is not allowed.",
    detail: () => "It is not in the project's list of return URLs, which is compared exactly.",
    advice:
      "Add it to returnUrls of the project, and register it at the provider. Our own callback only serves visits that a person began on `portalUrl`, because it is bound to their browser.",
  },
  authorizations_exhausted: {
    status: 429,
    title: "No more visits for this verification.",
    detail: (r) => `All ${r.max} were begun.`,
    members: (r) => ({ max: r.max }),
    advice: "Start a new verification.",
  },
  authorization_not_found: {
    status: 422,
    title: "No visit has this state.",
    detail: () => "No visit of this verification was begun with the state among the parameters.",
    advice:
      "Send the query parameters of the redirect as they came, `state` included. A foreign state may be a forged redirect: do not go on with it.",
  },
  authorization_used: {
    status: 409,
    title: "The visit was used already.",
    detail: () => "Each visit to a provider counts once, whatever came of it.",
    advice: "Read the verification. If it is still pending, begin another visit.",
  },
  authorization_expired: {
    status: 410,
    title: "The visit has expired.",
    detail: () => "The person took too long at the provider.",
    members: (r) => ({ expiredAt: r.expiredAt.toISOString() }),
    advice: "Begin another visit.",
  },
  authorization_of_other_browser: {
    status: 403,
    title: "The visit was begun in another browser.",
    detail: () => "It can only come home where it set out.",
    advice: "Let the person go on in the browser in which they began.",
  },
  authorization_denied: {
    status: 422,
    title: "The person did not agree at the provider.",
    detail: (r) => r.explanation,
    members: explanation,
    advice: "The verification is still pending: begin another visit, if the person wants to.",
  },
  provider_refused: {
    status: 422,
    title: "The identity provider refused.",
    detail: (r) => r.explanation,
    members: (r) => ({ error: r.error, ...explanation(r) }),
    advice:
      "`error` is the provider's own code (RFC 6749). Test the connector: mostly the client, its secret, or a redirect URI is not as registered there.",
  },
  provider_unavailable: {
    status: 424,
    title: "The identity provider did not answer.",
    detail: (r) => r.explanation,
    members: explanation,
    advice: "The verification is still pending. Begin another visit in a while, or test the connector.",
  },
  provider_answer_invalid: {
    status: 422,
    title: "The identity provider's answer cannot be accepted.",
    detail: (r) => r.explanation,
    members: explanation,
    advice:
      "Signature, issuer, audience, time, nonce or form did not hold, so nothing was verified. Test the connector; if its config is right, the answer did not come from the provider.",
  },
};
