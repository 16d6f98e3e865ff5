/** An error in a response, under `error`. Undefined members are omitted. `siblings` are added next to `error`. */
export interface KratosError {
  id?: string;
  code: number;
  status: string;
  reason?: string;
  details?: Record<string, unknown>;
  message: string;
  siblings?: Record<string, unknown>;
}

const bases = {
  400: ["Bad Request", "The request was malformed or contained invalid parameters"],
  401: ["Unauthorized", "The request could not be authorized"],
  403: ["Forbidden", "The requested action was forbidden"],
  404: ["Not Found", "The requested resource could not be found"],
  405: ["Method Not Allowed", "The requested method is not allowed"],
  409: ["Conflict", "The resource could not be created due to a conflict"],
  410: [
    "Gone",
    "The requested resource is no longer available because it has expired or is otherwise invalid.",
  ],
  413: ["Request Entity Too Large", "The request body is too large"],
  429: ["Too Many Requests", "The request was submitted too often"],
  500: [
    "Internal Server Error",
    "An internal server error occurred, please contact the system administrator",
  ],
  503: ["Service Unavailable", "The service is unavailable, please try again"],
} as const;

function error(code: keyof typeof bases, over: Partial<KratosError> = {}): KratosError {
  const [status, message] = bases[code];
  return { code, status, message, ...over };
}

/** All vendor errors of verification, identities and courier. */
export const errors = {
  badRequest: (reason: string) => error(400, { reason }),
  /** For the admin API, whose parsers report what was wrong in `message`. */
  undecodable: (message: string) => error(400, { message }),
  disabled: error(400, { reason: "Verification is not allowed because it was disabled." }),
  strategyUnusable: (strategy: string) =>
    error(400, {
      reason: `The active verification strategy ${strategy} is not enabled. Please enable it in the configuration.`,
    }),
  returnToForbidden: (url: string) =>
    error(400, {
      id: "self_service_flow_return_to_forbidden",
      reason: `Requested return_to URL "${url}" is not allowed.`,
    }),
  returnToUnparsable: (url: string) =>
    error(400, {
      reason: `Unable to parse the return_to query parameter as an URL: parse ${JSON.stringify(url)}: invalid URL`,
    }),
  flowIdMalformed: error(400, { reason: "The flow query parameter is missing or malformed." }),
  flowUnknown: error(404, {
    reason: "The verification request could not be found. Please restart the flow.",
  }),
  /** The vendor's storage error. */
  noRow: error(404, { message: "Unable to locate the resource" }),
  strategyDisabled: error(404, {
    reason:
      "This endpoint was disabled by system administrator. Please check your url or contact the system administrator to enable it.",
  }),
  csrf: (details: Record<string, unknown>) =>
    error(403, {
      id: "security_csrf_violation",
      reason:
        "Please retry the flow and optionally clear your cookies. The request was rejected to protect you from Cross-Site-Request-Forgery (CSRF) which could cause account takeover, leaking personal information, and other serious security issues.",
      message: "the request was rejected to protect you from Cross-Site-Request-Forgery",
      details,
    }),
  /** `hadPassed`: the flow had already succeeded. The spelling is the vendor's. */
  replaced: (newFlowId: string, hadPassed: boolean) =>
    error(410, {
      id: "self_service_flow_replaced",
      reason: hadPassed
        ? "An error occured, please use the new flow."
        : "An error occured, please retry the flow.",
      message: "self-service flow replaced",
      siblings: { use_flow_id: newFlowId },
    }),
  browserFlowExpired: (redirectTo: string, returnTo: string) =>
    error(410, {
      reason:
        "The verification flow has expired. Redirect the user to the verification flow init endpoint to initialize a new verification flow.",
      details: { redirect_to: redirectTo, return_to: returnTo },
    }),
  apiFlowExpired: (api: string) =>
    error(410, {
      reason:
        "The verification flow has expired. Call the verification flow init API endpoint to initialize a new verification flow.",
      details: { api },
    }),
  stub: error(500, { reason: "This is a stub error." }),

  unauthorized: error(401),
  noSession: error(401, { reason: "No valid session credentials found in the request." }),
  scopeMissing: (scope: string) => error(403, { reason: `The API key lacks the scope ${scope}.` }),
  projectArchived: error(403, { reason: "The project is archived." }),
  addressNotAllowed: error(403, { reason: "The API key does not allow this address." }),
  bodyTooLarge: (bytes: number) => error(413, { reason: `At most ${bytes} bytes are read.` }),
  tooManyRequests: (seconds: number) => error(429, { reason: `Try again in ${seconds} seconds.` }),
  internal: error(500),
  unavailable: error(503),
  identityExists: error(409, {
    reason: "This identity conflicts with another identity that already exists.",
  }),
  schemaUnknown: (id: string) => error(404, { reason: `Identity schema \`${id}\` could not be found.` }),
} as const;

/** The error document of a response. Members without a value are omitted. */
export function errorDocument({ siblings, ...given }: KratosError, requestId: string | null): object {
  const { id, code, status, reason, details, message } = given;
  return {
    error: {
      ...(id && { id }),
      code,
      status,
      ...(requestId && { request: requestId }),
      ...(reason && { reason }),
      ...(details && { details }),
      message,
    },
    ...siblings,
  };
}

const csrfDocs = "https://www.ory.com/docs/troubleshooting/csrf";
const hints = {
  ajax: "We detected an AJAX call, please ensure that CORS is enabled and configured correctly, and that your AJAX code sends cookies and has credentials enabled. For further debugging, check your Browser's Network Tab to see what cookies are included or excluded.",
  server:
    "We detected a regular browser or server-side call. To debug browser calls check your Browser's Network Tab to see what cookies are included or excluded. If you are calling from a server ensure that the appropriate cookies are being forwarded and that the SDK method is called correctly.",
  noToken:
    "The anti-CSRF cookie was found but the CSRF token was not included in the HTTP request body (csrf_token) nor in the HTTP Header (X-CSRF-Token).",
};
const rejections = {
  noCookies: "The HTTP Cookie Header is empty or not set.",
  notOurs: "The HTTP Cookie Header was set but did not include the anti-CSRF cookie.",
  mismatch:
    "The HTTP Cookie Header was set and a CSRF token was sent but they do not match. We recommend deleting all cookies for this domain and retrying the flow.",
};

/** The anti-CSRF error. `hasToken`: the request had a token in any form. */
export function csrfError(
  headers: Headers,
  { hasSecret, hasToken }: { hasSecret: boolean; hasToken: boolean },
) {
  if (hasSecret && !hasToken) return errors.csrf({ docs: csrfDocs, hint: hints.noToken });
  const isAjax = ["cors", "same-origin"].includes(headers.get("sec-fetch-mode") ?? "");
  const reason = hasSecret
    ? rejections.mismatch
    : headers.get("cookie")
      ? rejections.notOurs
      : rejections.noCookies;
  return errors.csrf({ docs: csrfDocs, hint: isAjax ? hints.ajax : hints.server, reject_reason: reason });
}
