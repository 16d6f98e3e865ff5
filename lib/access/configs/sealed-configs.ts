import { decrypt, encrypt } from "../key-ring";

type Config = Record<string, unknown>;

/** A stored config, with secret members encrypted separately for this row. */
interface Sealed {
  id: string;
  config: unknown;
  secrets: Buffer | null;
}

/** Encrypts and decrypts configs of one kind of row (`provider`, `connector`). Ciphertexts are bound to that kind. */
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

    /** The whole config including secrets, for the module that uses it. Never put it into a response. */
    unseal({ id, config, secrets }: Sealed): Config {
      const opened = secrets ? (JSON.parse(decrypt(secrets, belongsTo(id))) as Config) : {};
      return { ...(config as Config), ...opened };
    },
  };
}

/** RFC 7396, one level deep: null removes a member, omitted members keep their value. */
export function mergeConfig(config: Config, change: Config): Config {
  return Object.fromEntries(Object.entries({ ...config, ...change }).filter(([, value]) => value !== null));
}
