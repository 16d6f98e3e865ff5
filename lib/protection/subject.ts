import type { Channel } from "@/lib/projects";

/** The message that is to be sent, as far as rules look at it. */
export interface Subject {
  type: "email" | "phone";
  /** In the form that is compared: lower case, or E.164. */
  normalized: string;
  /** ISO 3166-1 alpha-2, for phones. */
  country: string | null;
  channel: Channel;
}
