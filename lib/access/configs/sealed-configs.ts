import { decrypt, encrypt } from "../key-ring";

type Config = Record<string, unknown>;

/** What a row keeps: the secret members apart, encrypted for this row and no other. */
interface Sealed {
  id: string;
  config: unknown;
  secrets: Buffer | null;
}

/** Seals and opens the configs of one sort of rows (`provider`, `connector`); none opens as one of another sort. */
export function sealedConfigs(sort: string) {
  const belongsTo = (id: string) => `${sort}:${id}`;
  return {
    seal(id: string, { secretMembers }: { secretMembers: readonly string[] }, whole: Config) {
      const entries = Object.entries(whole).filter(([, value]) => value !== undefined);
      const isSecret = ([name]: [string, unknown]) => secretMembers.includes(name);
      const secrets = entries.filter(isSecret);
      const config: Config = Object.fromEntries(entries.filter((entry) => !isSecret(entry)));
      if (secrets.length === 0) return { config, secrets: null };
      return { config, secrets: encrypt(JSON.stringify(Object.fromEntries(secrets)), belongsTo(id)) };
    },

    /** The whole config, secrets included: for the room that uses it, never for an answer. */
    unseal({ id, config, secrets }: Sealed): Config {
      const opened = secrets ? (JSON.parse(decrypt(secrets, belongsTo(id))) as Config) : {};
      return { ...(config as Config), ...opened };
    },
  };
}

/** RFC 7396, one level deep: null takes a member away, what is left out stays as it is. */
export function mergeConfig(config: Config, change: Config): Config {
  return Object.fromEntries(Object.entries({ ...config, ...change }).filter(([, value]) => value !== null));
}
