import { applicationName, brandName, type Project } from "@/lib/projects";
import type { User } from "@/lib/users";

/**
 * The claims that a client asked for, in addition to those that every ID token has (OpenID Connect Core §5.5). `fields`: only these
 * members of the object.
 */
export type RequestedClaims = Record<string, { fields?: string[] }>;

/** Who has signed in where. */
export interface ClaimsSource {
  user: User;
  project: Project;
  /** The client id. */
  client: string;
  isUserCreated?: boolean;
}

/** Transmit's limit for `custom_data` and `custom_app_data`, in bytes of JSON. */
const longestClaim = 100 * 1024;

type Members = Record<string, unknown>;

/** A user's data as Transmit's dialect stores it. */
const storedOf = ({ wireContext }: User) => membersOf(wireContext?.transmit);

function membersOf(value: unknown): Members {
  return typeof value === "object" && value !== null ? (value as Members) : {};
}

const stored = (name: string) => (source: ClaimsSource) => storedOf(source.user)[name];
const partOf = (name: string, part: string) => (source: ClaimsSource) =>
  membersOf(storedOf(source.user)[name])[part];
/** Users have no roles, permissions and groups here. */
const none = () => [];

/** Transmit's claims, by name. */
const claims: Record<string, (source: ClaimsSource) => unknown> = {
  fname: partOf("name", "first_name"),
  mname: partOf("name", "middle_name"),
  lname: partOf("name", "last_name"),
  birthday: stored("birthday"),
  address: stored("address"),
  address_type: partOf("address", "type"),
  street_address: partOf("address", "street_address"),
  city: partOf("address", "city"),
  country: partOf("address", "country"),
  picture: stored("picture"),
  language: stored("language"),
  username: ({ user }) => user.identifiers.find(({ type }) => type === "username")?.value,
  /** In milliseconds, as in the user's other representations. */
  created_at: ({ user }) => user.createdAt.getTime(),
  new_user: ({ isUserCreated = false }) => isUserCreated,
  external_user_id: ({ user }) => user.externalId ?? undefined,
  external_account_id: stored("external_account_id"),
  app_name: ({ project, client }) =>
    applicationName(project.settings.dialects.transmit, client) ?? brandName(project),
  roles: none,
  role_values: none,
  permissions: none,
  groups: none,
  custom_data: stored("custom_data"),
  custom_app_data: stored("custom_app_data"),
};

/** What a client can ask for. Anything else is ignored, as OpenID Connect Core §5.5 demands. */
export const requestableClaims = Object.keys(claims);

/** The claims with a value. One that is longer than 100 KB of JSON is left out. */
export function valuesOfClaims(requested: RequestedClaims, source: ClaimsSource): Members {
  const values = Object.entries(requested).flatMap(([name, { fields }]) => {
    const whole = claims[name]?.(source);
    const value = fields ? only(membersOf(whole), fields) : whole;
    return value === undefined || Buffer.byteLength(JSON.stringify(value)) > longestClaim
      ? []
      : [[name, value]];
  });
  return Object.fromEntries(values);
}

function only(whole: Members, fields: readonly string[]): Members {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => fields.includes(name)));
}
