import type { AccessRefusal } from "@/lib/access";
import type { Problem } from "./problem";

/** The problems for refusals of `lib/access`. */
export const accessProblems: {
  [C in AccessRefusal["code"]]: Problem<Extract<AccessRefusal, { code: C }>>;
} = {
  api_key_not_found: {
    status: 404,
    title: "API key not found.",
    detail: () => "The project has no API key with this id, or the key was deleted.",
    advice: "List the keys to find the right id.",
  },
  scope_not_held: {
    status: 403,
    title: "A key can only grant scopes it has.",
    detail: (r) => `The key you used does not have the scope ${r.scope}.`,
    members: (r) => ({ scope: r.scope }),
    advice: "Use a key that has every scope the new one needs, or create the key in the console.",
  },
  audience_unknown: {
    status: 422,
    title: "This audience is not allowed.",
    detail: () => "The audience is neither a URL of this installation nor one of the key's dialect.",
    advice:
      "Omit `audience`, or use this installation's URL or a path below it. Tokens are never issued for other services.",
  },
  expiry_in_past: {
    status: 422,
    title: "The expiry date is in the past.",
    detail: () => "expiresAt must be in the future.",
    advice: "Send a future date, or omit expiresAt.",
  },
};
