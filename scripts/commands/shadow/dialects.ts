import type { ReceivedResponse } from "./exchange";
import type { KnownValues } from "./known-values";
import type { OurRequest } from "./request";
import { replaceMember } from "./request";

/** The shadow project's credentials. */
export interface Credentials {
  projectId: string;
  projectNumber: bigint;
  /** A whole API key, with all scopes. */
  key: string;
  /** An access token of the key's own. */
  token(form: Record<string, string>, path: string): Promise<string>;
  /** Calls Countersign with the key, and returns the answer's JSON. */
  create(path: string, headers: Record<string, string>, form: Record<string, string>): Promise<unknown>;
}

/** What shadow mode has to know about a dialect, besides its endpoints. */
export interface ShadowDialect {
  /**
   * Sets our credentials. False: it needs a token of a person that was issued before shadow mode began. `bearer` is the client's
   * own token.
   */
  authorize(
    request: OurRequest,
    ours: Credentials,
    known: KnownValues,
    bearer: string | null,
  ): boolean | Promise<boolean>;
  /** Requests whose proof only one server can use: an identity provider's code. */
  singleUse?: RegExp;
  /** Requests with a person's code, and whether the vendor accepted it. Ours is another one. */
  codes: { path: RegExp; member: string; isAccepted(response: ReceivedResponse): boolean }[];
  /** JSON members that differ with every answer. */
  ignored?: RegExp;
}

const basic = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
const isOk = ({ status }: ReceivedResponse) => status < 300;
const clientIdOf = (key: string) => key.slice(0, "csk_".length + 8);

function statusIn({ body }: ReceivedResponse, member: string): unknown {
  try {
    return JSON.parse(body.toString("utf8"))[member];
  } catch {
    return undefined;
  }
}

/** A client at a token endpoint, by Basic or in the form: it gets our client id and secret. */
function authorizeClient(request: OurRequest, { key }: Credentials): true {
  replaceMember(request, "client_id", clientIdOf(key));
  replaceMember(request, "client_secret", key);
  const isInForm = request.body.type === "form" && request.body.value.has("client_secret");
  if (!isInForm) request.headers.authorization = basic(clientIdOf(key), key);
  return true;
}

/** A token that was issued while we watched, or one of the key's own for calls of a backend. */
async function authorizeBearer(
  request: OurRequest,
  known: KnownValues,
  bearer: string | null,
  ownToken: (() => Promise<string>) | null,
): Promise<boolean> {
  if (bearer === null) return true;
  const token = known.find(bearer) ?? (await ownToken?.());
  if (token === undefined) return false;
  request.headers.authorization = `Bearer ${token}`;
  return true;
}

const kratos: ShadowDialect = {
  authorize(request, { key }) {
    if (request.path.startsWith("/admin/")) request.headers.authorization = `Bearer ${key}`;
    return !request.path.startsWith("/sessions");
  },
  codes: [
    {
      path: /^\/self-service\/verification$/,
      member: "code",
      isAccepted: (response) => statusIn(response, "state") === "passed_challenge",
    },
  ],
};

const logto: ShadowDialect = {
  authorize(request, ours, known, bearer) {
    if (request.path.startsWith("/oidc/token")) return authorizeClient(request, ours);
    const isOfPerson = /^\/api\/(?:my-account|verifications)/.test(request.path);
    const form = {
      grant_type: "client_credentials",
      resource: "https://default.logto.app/api",
      scope: "all",
    };
    return authorizeBearer(request, known, bearer, isOfPerson ? null : () => ours.token(form, "/oidc/token"));
  },
  singleUse: /\/social\/(?:[^/]+\/)?verify$|^\/api\/users\/[^/]+\/identities$/,
  codes: [
    { path: /^\/api\/verification-codes\/verify$/, member: "verificationCode", isAccepted: isOk },
    { path: /\/verification-code\/verify$/, member: "code", isAccepted: isOk },
  ],
};

const corbado: ShadowDialect = {
  authorize(request, { key, projectNumber }) {
    request.headers.authorization = basic(`pro-${projectNumber}`, `corbado1_${key}`);
    return true;
  },
  codes: [
    { path: /^\/v1\/(?:email|sms)Codes\/[^/]+\/validate$/, member: "code", isAccepted: isOk },
    { path: /^\/v1\/(?:email|sms)Codes\/[^/]+\/validate$/, member: "smsCode", isAccepted: isOk },
    { path: /^\/v2\/users\/[^/]+\/challenges\/[^/]+$/, member: "value", isAccepted: isOk },
  ],
  ignored: /^\$\.(?:runtime|requestData)\b/,
};

const transmit: ShadowDialect = {
  authorize(request, ours, known, bearer) {
    if (request.path.startsWith("/cis/oidc/token")) return authorizeClient(request, ours);
    const isOfBackend = /^\/cis\/v1\/(?:users|auth)\b/.test(request.path);
    const ownToken = () => ours.token({ grant_type: "client_credentials" }, "/cis/oidc/token");
    return authorizeBearer(request, known, bearer, isOfBackend ? ownToken : null);
  },
  codes: [{ path: /\/(?:validate|validation|verify|authenticate)$/, member: "passcode", isAccepted: isOk }],
};

const twilio: ShadowDialect = {
  async authorize(request, ours, known) {
    const accountSid = `AC${ours.projectId.replaceAll("-", "")}`;
    request.headers.authorization = basic(accountSid, ours.key);
    // A team's services were made long before. Each gets one here, with the vendor's defaults.
    const service = /^\/v2\/Services\/(VA\w{32})/.exec(request.path)?.[1];
    if (service && !known.isOurs(service)) {
      const form = { FriendlyName: "Shadow", CustomCodeEnabled: "true" };
      const headers = { authorization: request.headers.authorization };
      const created = (await ours.create("/v2/Services", headers, form)) as { sid?: string };
      if (created.sid) {
        known.learn(service, created.sid);
        request.path = request.path.replace(service, created.sid);
      }
    }
    return true;
  },
  codes: [
    {
      path: /\/VerificationCheck$/,
      member: "Code",
      isAccepted: (response) => statusIn(response, "status") === "approved",
    },
  ],
};

export const dialects: Record<string, ShadowDialect> = { corbado, kratos, logto, transmit, twilio };
