import { z } from "zod";
import { identitySchemaEntry } from "./identity-schema";

const url = z.url({ protocol: /^https?$/ }).max(500);

/** A page URL, absolute or relative to this installation. Two slashes would be another host. */
const page = z.union([
  url,
  z
    .string()
    .regex(/^\/(?![/\\])[\x21-\x7e]*$/)
    .max(500),
]);

/** Scheme, host and path prefix. The host can start with `*.`. Its safety is checked where it is used. */
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

/** A project's settings for the Kratos dialect. Defaults are the vendor's. The comments explain null. */
export const kratosSettings = z.strictObject({
  /** If false, no flow is created or shown. */
  enabled: z.boolean().default(true),
  /** The page for `?flow=`. Null: ours. */
  uiUrl: page.nullable().default(null),
  /** The page for `?id=`. Null: ours. */
  errorUiUrl: page.nullable().default(null),
  /** Where people continue. Null: this installation's start page. */
  defaultReturnUrl: url.nullable().default(null),
  /** Where they continue after a verification. Null: `defaultReturnUrl`. */
  afterReturnUrl: url.nullable().default(null),
  /** Allowed prefixes of `return_to`. */
  allowedReturnUrls: z.array(returnUrl).max(50).default([]),
  use: z.enum(["code", "link"]).default("code"),
  linkEnabled: z.boolean().default(false),
  flowLifetimeSeconds: z.int().min(30).max(86_400).default(3600),
  /** The lifetime of codes and links. SMS codes still expire after ten minutes. */
  codeLifetimeSeconds: z.int().min(30).max(86_400).default(3600),
  maxSubmissions: z.int().min(1).max(255).default(5),
  notifyUnknownRecipients: z.boolean().default(false),
  /** If false, a link shows a button, because mail scanners open links, too. */
  linkVerifiesOnGet: z.boolean().default(false),
  /** Whether courier messages in the built-in inbox are shown with their text. For tests. */
  showMessageBodies: z.boolean().default(false),
  /** Hosts whose public calls belong to this project. Calls to other hosts belong to the oldest project. */
  hosts: z.array(host).max(20).default([]),
  /** Schemas of identities, besides the built-in `default`, which one with this id replaces. */
  schemas: z.array(identitySchemaEntry).default([]),
  /** The schema of identities that are created without a `schema_id`. */
  defaultSchemaId: identitySchemaEntry.shape.id.default("default"),
});
export type KratosSettings = z.infer<typeof kratosSettings>;
