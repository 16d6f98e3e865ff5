import { z } from "zod";
import { type ImportedUser, parseIdentifierLeniently } from "@/lib/users";
import { type Source, urlOf } from "../source";
import { vendorClient } from "../vendor-client";

const address = z.object({
  value: z.string(),
  via: z.string(),
  verified: z.boolean(),
  verified_at: z.string().nullish(),
});

const identity = z.object({
  id: z.uuid(),
  external_id: z.string().nullish(),
  schema_id: z.string().optional(),
  state: z.enum(["active", "inactive"]).catch("active"),
  state_changed_at: z.string().nullish(),
  traits: z.record(z.string(), z.unknown()).catch({}),
  verifiable_addresses: z.array(address).nullish(),
  recovery_addresses: z.array(z.object({ value: z.string() })).nullish(),
  metadata_public: z.unknown().optional(),
  metadata_admin: z.unknown().optional(),
  organization_id: z.string().nullish(),
  created_at: z.string(),
  credentials: z
    .object({
      password: z.object({ config: z.object({ hashed_password: z.string() }).partial().nullish() }).nullish(),
      oidc: z.object({ identifiers: z.array(z.string()).nullish() }).nullish(),
    })
    .partial()
    .nullish(),
});

const query = "page_size=250&include_credential=password&include_credential=oidc";

/** Identities of Ory Kratos, with the hashes of their passwords. Their ids stay the same. */
export const kratos: Source = (options) => {
  const token = options.env.IMPORT_TOKEN;
  const client = vendorClient({
    base: urlOf(options),
    rate: options.rate,
    headers: token ? { authorization: `Bearer ${token}` } : {},
  });
  return async function* (position) {
    for (let token = position; token !== ""; ) {
      const page = token === null ? "" : `&page_token=${encodeURIComponent(token)}`;
      const { body, headers } = await client.get(`/admin/identities?${query}${page}`);
      token = nextToken(headers.get("link"));
      yield { users: z.array(identity).parse(body).map(toUser), next: token };
    }
  };
};

/** The token in `<…?page_token=…>; rel="next"`. Empty on the last page. */
function nextToken(link: string | null): string {
  const next = (link ?? "").split(",").find((part) => part.includes('rel="next"'));
  const [, target] = /<([^>]+)>/.exec(next ?? "") ?? [];
  return target ? (new URL(target, "http://localhost").searchParams.get("page_token") ?? "") : "";
}

function toUser(found: z.output<typeof identity>): ImportedUser {
  const { traits, credentials } = found;
  return {
    key: found.id,
    id: found.id,
    externalId: found.external_id,
    name: nameIn(traits),
    createdAt: new Date(found.created_at),
    identifiers: (found.verifiable_addresses ?? []).map(({ value, via, verified, verified_at }) => ({
      type: via === "email" ? "email" : "phone",
      value,
      verifiedAt: verified ? new Date(verified_at ?? found.created_at) : null,
    })),
    socialAccounts: (credentials?.oidc?.identifiers ?? []).flatMap((name) => {
      // `google:1234`.
      const colon = name.indexOf(":");
      return colon < 1 ? [] : [{ provider: name.slice(0, colon), subject: name.slice(colon + 1) }];
    }),
    passwordHash: credentials?.password?.config?.hashed_password,
    wireContext: {
      kratos: {
        schemaId: found.schema_id,
        addresses: (found.verifiable_addresses ?? []).flatMap((address) => addressOf(address, found)),
        traits,
        state: found.state,
        stateChangedAt: found.state_changed_at ?? found.created_at,
        metadataPublic: found.metadata_public ?? null,
        metadataAdmin: found.metadata_admin ?? null,
        organizationId: found.organization_id ?? null,
        assertedAt: {},
      },
    },
  };
}

/** What the schema found in the traits. The schema itself is not imported. */
function addressOf(
  { value, via }: z.output<typeof address>,
  { recovery_addresses }: z.output<typeof identity>,
) {
  const read = parseIdentifierLeniently(via === "email" ? { email: value } : { phone: value });
  if (!read.ok) return [];
  const { type, normalized } = read.value;
  const isRecovery = recovery_addresses?.some((other) => other.value === value) ?? false;
  return [{ type, normalized, isVerifiable: true, isRecovery }];
}

/** A name in traits, as the schemas in Kratos's documentation have it. */
function nameIn({ name }: Record<string, unknown>): string | null {
  if (typeof name === "string") return name;
  const { first, last } = (name ?? {}) as { first?: unknown; last?: unknown };
  const parts = [first, last].filter((part) => typeof part === "string" && part !== "");
  return parts.length > 0 ? parts.join(" ") : null;
}
