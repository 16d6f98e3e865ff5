import { z } from "zod";
import { type CompanySignIn, companySignIn, discoveryUrlOf } from "@/lib/access";
import { env } from "@/lib/env";
import { isLoopback } from "@/lib/outbound";
import { type Finding, failed, passed, warning } from "./finding";
import { reasonOf } from "./reason";

const about = "Company sign-in";

export async function checkCompanySignIn(): Promise<Finding[]> {
  const company = companySignIn();
  return company ? [judgeMetadata(company, env.PUBLIC_URL, await readMetadata(company.issuer))] : [];
}

/** What OpenID Connect Discovery 1.0 §3 requires, as far as signing in needs it. */
const Metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  id_token_signing_alg_values_supported: z.array(z.string()).default(["RS256"]),
  code_challenge_methods_supported: z.array(z.string()).default([]),
});

/** The metadata, or why they could not be read. */
export type Reading = { metadata: unknown } | { problem: string };

export async function readMetadata(issuer: string): Promise<Reading> {
  try {
    const response = await fetch(discoveryUrlOf(issuer), {
      redirect: "manual",
      signal: AbortSignal.timeout(5000),
    });
    if (response.status !== 200) return { problem: `it responds with status ${response.status}` };
    return { metadata: await response.json() };
  } catch (error) {
    return { problem: error instanceof SyntaxError ? "its response is not JSON" : reasonOf(error) };
  }
}

export function judgeMetadata(
  { issuer, name }: Pick<CompanySignIn, "issuer" | "name">,
  publicUrl: string,
  reading: Reading,
): Finding {
  const broken = (text: string, remedy = "Correct OPERATOR_OIDC_ISSUER, or the provider.") =>
    failed(about, text, remedy);
  if ("problem" in reading)
    return broken(`The metadata at ${discoveryUrlOf(issuer)} cannot be read: ${reading.problem}.`);
  const parsed = Metadata.safeParse(reading.metadata);
  if (!parsed.success) return broken(`${missingIn(parsed.error)} is missing in the metadata of ${issuer}.`);
  const metadata = parsed.data;
  if (metadata.issuer !== issuer)
    return broken(
      `The provider's issuer is ${metadata.issuer}, not ${issuer}: every sign-in is refused.`,
      "Set OPERATOR_OIDC_ISSUER to exactly what the provider publishes, including a slash at the end.",
    );
  const endpoints = [metadata.authorization_endpoint, metadata.token_endpoint, metadata.jwks_uri];
  const open = endpoints.find((endpoint) => !isEncrypted(endpoint));
  if (open) return broken(`${open} is not encrypted.`, "Give the provider an https address.");
  if (!metadata.id_token_signing_alg_values_supported.includes("RS256"))
    return broken("The provider does not sign ID tokens with RS256.", "Turn RS256 on at the provider.");
  if (!metadata.code_challenge_methods_supported.includes("S256"))
    return warning(
      about,
      `${name} does not announce PKCE with S256, so it may not check it.`,
      "Turn PKCE on at the provider, if it can.",
    );
  return passed(about, `${name} can be reached. Its redirect URI: ${publicUrl}/api/auth/callback/company`);
}

function missingIn(error: z.ZodError): string {
  return error.issues.map(({ path }) => path.join(".") || "Everything").join(" and ");
}

function isEncrypted(endpoint: string): boolean {
  const url = new URL(endpoint);
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url));
}
