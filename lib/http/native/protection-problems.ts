import type { PausePrefixRefusal, ReopenPrefixRefusal } from "@/lib/protection";
import type { Problem } from "./problem";

export type ProtectionRefusal = PausePrefixRefusal | ReopenPrefixRefusal;

/** The problems for refusals of `lib/protection`. */
export const protectionProblems: {
  [C in ProtectionRefusal["code"]]: Problem<Extract<ProtectionRefusal, { code: C }>>;
} = {
  prefix_invalid: {
    status: 422,
    title: "This is no prefix of phone numbers.",
    detail: (r) => `"${r.prefix}" is neither a country's code nor the beginning of a number.`,
    members: (r) => ({ prefix: r.prefix }),
    advice:
      "Send an ISO 3166-1 alpha-2 code such as AZ, a plus and 1 to 15 digits such as +99450, or `unfamiliar`.",
  },
  prefix_already_paused: {
    status: 409,
    title: "The prefix is already paused.",
    detail: () => "A person or backend has paused it.",
    advice: "Reopen it when messages to it are wanted again.",
  },
  prefix_not_paused: {
    status: 409,
    title: "The prefix is not paused.",
    detail: () => "Messages to it are already sent. A shorter or longer prefix may be paused.",
    advice: "List the prefixes with `status=paused` to find the right one.",
  },
};
