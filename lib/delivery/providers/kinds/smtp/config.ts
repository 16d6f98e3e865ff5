import { createPrivateKey } from "node:crypto";
import querystring from "node:querystring";
import { z } from "zod";

const schemes: Record<string, { security: "starttls" | "tls"; port: number }> = {
  "smtp:": { security: "starttls", port: 587 },
  "smtps:": { security: "tls", port: 465 },
};

/** `name <a@b>` or `a@b`. A line break in a header would begin another one. */
const sender = /^(?:(?<name>[^<>\r\n]*)<(?<inner>[^<>@\s]+@[^<>@\s]+)>|(?<bare>[^<>@\s]+@[^<>@\s]+))$/;

export interface Sender {
  name: string;
  address: string;
}

/** Parses a sender that the schema accepted. */
export function senderOf(from: string): Sender {
  const groups = sender.exec(from)?.groups ?? {};
  const name = (groups.name ?? "").trim().replace(/^"(.*)"$/, "$1");
  return { name, address: groups.inner ?? groups.bare ?? "" };
}

const senderField = z
  .string()
  .trim()
  .max(400)
  .regex(sender, "expected Name <address@example.com> or address@example.com");

/** One label of a domain name, and several with dots between them. RFC 6376 §3.1 has the same for selectors. */
const label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
const labels = new RegExp(`^${label}(?:\\.${label})*$`);

const fields = z.strictObject({
  url: z.string().max(1000).optional().meta({ writeOnly: true }),
  host: z
    .string()
    .regex(/^[A-Za-z0-9.:-]{1,253}$/, "expected a host name or an address")
    .optional()
    .meta({ examples: ["smtp.example.com"] }),
  port: z.int().min(1).max(65535).optional(),
  security: z.enum(["starttls", "tls", "opportunistic", "none"]).optional(),
  user: z.string().min(1).max(320).optional(),
  password: z.string().min(1).max(1000).optional().meta({ writeOnly: true }),
  from: senderField.meta({ examples: ["Acme <no-reply@example.com>"] }),
  replyTo: senderField.optional().meta({ examples: ["Acme Support <support@example.com>"] }),
  certificateAuthority: z.string().startsWith("-----BEGIN CERTIFICATE-----").max(20_000).optional(),
  dkimSelector: z
    .string()
    .max(100)
    .regex(labels, "expected the part before ._domainkey of the name in DNS")
    .optional()
    .meta({ examples: ["countersign"] }),
  dkimPrivateKey: z.string().trim().max(10_000).optional().meta({ writeOnly: true }),
  dkimDomain: z.string().max(253).regex(labels, "expected a domain name").optional(),
});

/** A URL is only another way to enter host, port, security, user and password, so it is split and not stored. */
export const smtpConfig = fields.transform(({ url, ...given }, context) => {
  const config = { ...given, ...(url === undefined ? {} : takeApart(url)) };
  const complain = (path: string, message: string): never => {
    context.addIssue({ code: "custom", path: [path], message });
    return z.NEVER;
  };
  if (url !== undefined && !takeApart(url)) {
    return complain("url", "expected smtp://user:password@host:port or smtps://…");
  }
  if (!config.host) return complain("host", "expected a host or a url");
  if (config.user && !config.password) return complain("password", "a user needs a password");
  if (config.password && !config.user) return complain("user", "a password needs a user");
  const { dkimSelector, dkimPrivateKey, dkimDomain } = config;
  if (dkimPrivateKey && !dkimSelector) return complain("dkimSelector", "a DKIM key needs a selector");
  if (dkimSelector && !dkimPrivateKey) return complain("dkimPrivateKey", "a DKIM selector needs a key");
  if (dkimDomain && !dkimPrivateKey) return complain("dkimPrivateKey", "a DKIM domain needs a key");
  if (dkimPrivateKey && !canSign(dkimPrivateKey)) {
    return complain(
      "dkimPrivateKey",
      "expected an RSA key of at least 1024 bits as PEM, without a passphrase",
    );
  }
  const security = config.security ?? "starttls";
  return { ...config, host: config.host, security, port: config.port ?? (security === "tls" ? 465 : 587) };
});

export type SmtpConfig = z.output<typeof smtpConfig>;

/**
 * Whether it is a key that every receiver can verify: few support Ed25519 (RFC 8463), and shorter RSA keys are not
 * accepted (RFC 8301 §3.2).
 */
function canSign(pem: string): boolean {
  try {
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = createPrivateKey(pem);
    return type === "rsa" && (details?.modulusLength ?? 0) >= 1024;
  } catch {
    return false;
  }
}

function takeApart(text: string) {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const scheme = schemes[url.protocol];
  if (!scheme || !url.hostname) return null;
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port ? Number(url.port) : scheme.port,
    security: scheme.security,
    user: querystring.unescape(url.username) || undefined,
    password: querystring.unescape(url.password) || undefined,
  };
}
