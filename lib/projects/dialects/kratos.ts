import { z } from "zod";

const url = z.url({ protocol: /^https?$/ }).max(500);

/** A page may be named relative to this installation. Two slashes would name another host. */
const page = z.union([
  url,
  z
    .string()
    .regex(/^\/(?![/\\])[\x21-\x7e]*$/)
    .max(500),
]);

/** Scheme, host and the beginning of the path; the host may begin with `*.`. Whether it is safe is judged where it is used. */
const returnUrl = z
  .string()
  .regex(/^https?:\/\/[^/\s\\@?#]+(\/[\x21-\x7e]*)?$/i, "expected a URL such as https://app.example.com/")
  .max(500);

const host = z
  .string()
  .regex(
    /^[a-z0-9.-]+(:\d{1,5})?$/,
    "expected a host in lower case, with its port if it is not the usual one",
  )
  .max(255);

/** What a project sets for the Kratos dialect. Defaults are the vendor's; null means what the comment says. */
export const kratosSettings = z.strictObject({
  /** Off: no flow is created or shown. */
  enabled: z.boolean().default(true),
  /** The page that takes `?flow=`. Null: ours. */
  uiUrl: page.nullable().default(null),
  /** The page that takes `?id=`. Null: ours. */
  errorUiUrl: page.nullable().default(null),
  /** Where people go on. Null: this installation's own first page. */
  defaultReturnUrl: url.nullable().default(null),
  /** Where they go on after a verification. Null: `defaultReturnUrl`. */
  afterReturnUrl: url.nullable().default(null),
  /** What `return_to` may begin with. */
  allowedReturnUrls: z.array(returnUrl).max(50).default([]),
  use: z.enum(["code", "link"]).default("code"),
  linkEnabled: z.boolean().default(false),
  flowLifetimeSeconds: z.int().min(30).max(86_400).default(3600),
  /** Of a code and of a link. Codes by SMS end after ten minutes all the same. */
  codeLifetimeSeconds: z.int().min(30).max(86_400).default(3600),
  maxSubmissions: z.int().min(1).max(255).default(5),
  notifyUnknownRecipients: z.boolean().default(false),
  /** Off: a link shows a button, since mail scanners open links too. */
  linkVerifiesOnGet: z.boolean().default(false),
  /** Whether the courier's messages are shown in clear, of those that the built-in inbox took. For tests. */
  showMessageBodies: z.boolean().default(false),
  /** The hosts whose public calls are for this project. Calls to any other host are for the oldest project. */
  hosts: z.array(host).max(20).default([]),
});
export type KratosSettings = z.infer<typeof kratosSettings>;
