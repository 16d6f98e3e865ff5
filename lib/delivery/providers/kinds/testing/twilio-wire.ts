import { createHmac, randomBytes } from "node:crypto";

/** The fields of a form. A repeated field is a list. */
export type Form = Record<string, string | string[]>;

/** A message or a call that was accepted. */
export interface AcceptedByTwilio {
  sid: string;
  type: "message" | "call";
  /** As in the request: WhatsApp numbers have their prefix. */
  to: string;
  form: Form;
  /** Where its status is reported. Null: nowhere. */
  statusCallback: string | null;
}

/** HTTP status and message of the errors that the stand-in itself gives (https://www.twilio.com/docs/api/errors). */
const errors: Record<number, [number, string]> = {
  12100: [400, "Document parse failure"],
  20003: [401, "Authenticate"],
  20404: [404, "The requested resource was not found"],
  20429: [429, "Too Many Requests"],
  20500: [500, "Internal Server Error"],
  20503: [503, "Service Unavailable"],
  21201: [400, "No 'To' number is specified"],
  21205: [400, "Url parameter is required."],
  21208: [400, "Invalid Timeout"],
  21210: [400, "'From' phone number not verified"],
  21211: [400, "The 'To' number is not a valid phone number."],
  21212: [400, "The 'From' number is not a valid phone number, shortcode, or alphanumeric sender ID."],
  21213: [400, "Caller phone number is required"],
  21408: [403, "Permission to send an SMS has not been enabled for the region indicated by the 'To' number"],
  21603: [400, "A 'From' phone number is required."],
  21604: [400, "A 'To' phone number is required."],
  21609: [400, "The 'StatusCallback' URL is not a valid URL."],
  21610: [400, "Attempt to send to unsubscribed recipient"],
  21614: [400, "'To' number is not a valid mobile number"],
  21617: [400, "The concatenated message body exceeds the 1600 character limit"],
  21619: [400, "A text message body or media urls must be specified."],
  21635: [400, "'To' number cannot be a landline"],
  21655: [400, "The ContentSid is Invalid"],
  21656: [400, "The Content Variables parameter is invalid"],
  21705: [400, "The Messaging Service is invalid"],
  21910: [400, "Invalid 'From' and 'To' pair. 'From' and 'To' should be of the same channel"],
  63003: [400, "Channel could not find To address"],
  70051: [403, "Authorization Failed"],
  90007: [400, "Invalid validity period value"],
};

/** The documented body of an error (https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions). */
export function errorOf(code: number, over: { status?: number; message?: string } = {}) {
  const [status, message] = errors[code] ?? [400, "Bad Request"];
  return { status, message, ...over, code, more_info: `https://www.twilio.com/docs/errors/${code}` };
}

/** A request that Twilio refuses. */
export class RefusedByTwilio extends Error {
  constructor(readonly code: number) {
    super(errors[code]?.[1]);
  }
}

export function formOf(body: string): Form {
  const form = new URLSearchParams(body);
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name);
      return [name, values.length > 1 ? values : values[0]!];
    }),
  );
}

export function newSid(prefix: string): string {
  return `${prefix}${randomBytes(16).toString("hex")}`;
}

const phoneNumber = /^\+[1-9]\d{6,14}$/;
const smsSender = /^(\+[1-9]\d{6,14}|\d{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 &+_-]{1,11})$/;

/** Checks a request by https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource. */
export function checkMessage(form: Form): void {
  const { To: to, From: from, Body: body, MessagingServiceSid: service, ContentSid: contentSid } = form;
  if (!to) throw new RefusedByTwilio(21604);
  const isWhatsapp = String(to).startsWith("whatsapp:");
  if (!phoneNumber.test(withoutChannel(to))) throw new RefusedByTwilio(21211);
  if (!service && !from) throw new RefusedByTwilio(21603);
  if (service && !/^MG[0-9a-f]{32}$/.test(String(service))) throw new RefusedByTwilio(21705);
  if (from) {
    if (String(from).startsWith("whatsapp:") !== isWhatsapp) throw new RefusedByTwilio(21910);
    const sender = isWhatsapp ? phoneNumber : smsSender;
    if (!sender.test(withoutChannel(from))) throw new RefusedByTwilio(21212);
  }
  if (!body && !contentSid) throw new RefusedByTwilio(21619);
  if (String(body ?? "").length > 1600) throw new RefusedByTwilio(21617);
  if (contentSid && !/^HX[0-9a-f]{32}$/.test(String(contentSid))) throw new RefusedByTwilio(21655);
  if (form.ContentVariables !== undefined && !isContentVariables(String(form.ContentVariables)))
    throw new RefusedByTwilio(21656);
  checkNumber(form.ValidityPeriod, 1, 36_000, 90007);
  checkStatusCallback(form);
}

/**
 * Checks a request by https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource. Twilio itself only reads
 * the TwiML when somebody answers, and reports errors in it (12100) in its console.
 */
export function checkCall(form: Form): void {
  const { To: to, From: from, Twiml: twiml } = form;
  if (!to) throw new RefusedByTwilio(21201);
  if (!phoneNumber.test(String(to))) throw new RefusedByTwilio(21211);
  if (!from) throw new RefusedByTwilio(21213);
  if (!phoneNumber.test(String(from))) throw new RefusedByTwilio(21210);
  if (!twiml) throw new RefusedByTwilio(21205);
  if (!isSpokenTwiml(String(twiml))) throw new RefusedByTwilio(12100);
  checkNumber(form.Timeout, 1, 600, 21208);
  checkStatusCallback(form);
}

/** A number without the prefix of its channel. */
export function withoutChannel(address: string | string[]): string {
  return String(address).replace(/^whatsapp:/, "");
}

function checkNumber(value: string | string[] | undefined, least: number, most: number, code: number): void {
  if (value === undefined) return;
  const isWithin = /^\d+$/.test(String(value)) && Number(value) >= least && Number(value) <= most;
  if (!isWithin) throw new RefusedByTwilio(code);
}

/** A JSON object of strings. */
function isContentVariables(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return (
      typeof value === "object" &&
      value !== null &&
      !Array.isArray(value) &&
      Object.values(value).every((one) => typeof one === "string")
    );
  } catch {
    return false;
  }
}

/** Text in XML 1.0: `<` and `&` are only allowed as references. */
const xmlText = "(?:[^<>&]|&(?:amp|lt|gt|quot|apos|#\\d+|#x[0-9a-fA-F]+);)*";
const say = `<Say language="[a-zA-Z]{2,3}(?:-[a-zA-Z]{2,4})*">${xmlText}</Say>`;
const twimlDocument = new RegExp(
  `^<\\?xml version="1\\.0" encoding="UTF-8"\\?><Response>(?:${say}|<Pause length="\\d+"/>)*</Response>$`,
);

/** Whether it is a well-formed document that says something and only has the two verbs that calls need. */
function isSpokenTwiml(twiml: string): boolean {
  return twiml.length <= 4000 && twiml.includes("<Say ") && twimlDocument.test(twiml);
}

/** Twilio refuses names that are not public. Names of this machine are accepted here, for servers under test. */
function checkStatusCallback({ StatusCallback: url }: Form): void {
  if (url === undefined) return;
  const parsed = URL.canParse(String(url)) ? new URL(String(url)) : undefined;
  const isAccepted = parsed && /^https?:$/.test(parsed.protocol) && !parsed.hostname.includes("_");
  if (!isAccepted) throw new RefusedByTwilio(21609);
}

/** https://www.twilio.com/docs/usage/security#validating-requests: names and values in order of the names. */
export function signatureOf(authToken: string, url: string, form: Record<string, string>): string {
  const text = Object.keys(form)
    .sort()
    .reduce((all, name) => all + name + form[name], url);
  return createHmac("sha1", authToken).update(text).digest("base64");
}

/** The documented response to a request that is accepted, as far as it is the same for messages and calls. */
export function acceptedBodyOf(
  accountSid: string,
  { sid, type, to, form, statusCallback }: AcceptedByTwilio,
) {
  const resource = type === "message" ? "Messages" : "Calls";
  return {
    sid,
    account_sid: accountSid,
    api_version: "2010-04-01",
    to,
    from: form.From ?? null,
    // Messages of a messaging service have no sender yet.
    status: form.MessagingServiceSid ? "accepted" : "queued",
    direction: "outbound-api",
    date_created: new Date().toUTCString().replace("GMT", "+0000"),
    price: null,
    price_unit: "USD",
    uri: `/2010-04-01/Accounts/${accountSid}/${resource}/${sid}.json`,
    ...(type === "message"
      ? {
          body: form.Body ?? "",
          messaging_service_sid: form.MessagingServiceSid ?? null,
          error_code: null,
          error_message: null,
          num_segments: "1",
          num_media: "0",
        }
      : { start_time: null, end_time: null, duration: null, answered_by: null }),
    status_callback: statusCallback,
  };
}
