export type EndpointNotFound = { code: "webhook_endpoint_not_found" };
export type MessageNotFound = { code: "webhook_message_not_found" };
/** The URL is not https, or leads to a private network. */
export type UrlForbidden = { code: "webhook_url_forbidden"; explanation: string };
export type EndpointLimit = { code: "webhook_endpoints_exhausted"; max: number };
/** Nothing is sent to a disabled endpoint. */
export type EndpointDisabled = { code: "webhook_endpoint_disabled" };

export type WebhookRefusal =
  | EndpointNotFound
  | MessageNotFound
  | UrlForbidden
  | EndpointLimit
  | EndpointDisabled;
