import type { AccessRefusal } from "@/lib/access";
import type { Problem } from "./problems";

/** Every "no" of `lib/access`' verbs. */
export const accessProblems: {
  [C in AccessRefusal["code"]]: Problem<Extract<AccessRefusal, { code: C }>>;
} = {
  api_key_not_found: {
    status: 404,
    title: "There is no such API key.",
    detail: () => "The id belongs to no key of this project, or the key was deleted.",
    advice: "List the keys to see their ids.",
  },
  scope_not_held: {
    status: 403,
    title: "A key can give only scopes that it has itself.",
    detail: (r) => `The key of this call lacks ${r.scope}.`,
    members: (r) => ({ scope: r.scope }),
    advice: "Ask with a key that has every scope which the new one shall have, or make it in the console.",
  },
  audience_unknown: {
    status: 422,
    title: "No token is issued for this audience.",
    detail: () => "It is no URL of this installation, and the dialect of the key has no such audience.",
    advice:
      "Leave `audience` out, or name this installation's URL or one below it: a token must not open other people's services.",
  },
  expiry_in_past: {
    status: 422,
    title: "The end of the key is over already.",
    detail: () => "expiresAt must lie ahead.",
    advice: "Give an instant in the future, or leave expiresAt out.",
  },
};
