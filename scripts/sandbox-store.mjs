/** More than anyone needs to try things out. Above this, the oldest are deleted. */
const maxEntries = 2000;

const forgetful = {
  upsert: async () => {},
  find: async () => undefined,
  findByUid: async () => undefined,
  destroy: async () => {},
};

/**
 * The storage of the sandbox identity provider, in memory only, so a restart ends every sign-in. Sessions are not stored, so
 * each sign-in asks again who to be. Returns the factory that the library expects, with one adapter per model.
 */
export function createSandboxStore() {
  const entries = new Map();

  const isOver = ({ endsAt }) => endsAt !== undefined && endsAt <= Date.now();
  const get = (key) => {
    const entry = entries.get(key);
    if (!entry || isOver(entry)) return undefined;
    return entry.payload;
  };

  return (model) => {
    if (model === "Session") return forgetful;
    const keyOf = (id) => `${model}:${id}`;
    return {
      async upsert(id, payload, expiresInSeconds) {
        const endsAt = expiresInSeconds ? Date.now() + expiresInSeconds * 1000 : undefined;
        entries.delete(keyOf(id));
        entries.set(keyOf(id), { payload, endsAt });
        for (const [key, entry] of entries) {
          if (entries.size <= maxEntries && !isOver(entry)) break;
          entries.delete(key);
        }
      },
      find: async (id) => get(keyOf(id)),
      async consume(id) {
        const payload = get(keyOf(id));
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      },
      async destroy(id) {
        entries.delete(keyOf(id));
      },
      async revokeByGrantId(grantId) {
        for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key);
      },
    };
  };
}
