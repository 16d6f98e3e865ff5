import type { ImportedUser } from "@/lib/users";
import { Explanation } from "../drill/application";

/** Some users of the source, and where to continue after them. */
export interface Page {
  users: ImportedUser[];
  /** What cannot be read as a user. */
  refused?: readonly RefusedRow[];
  /** The position behind these users. Opaque to everyone but the source. */
  next: string;
  /** How many users the source has, if it says so. */
  total?: number;
}

/** A row of a file that is not a user. It is reported, and the import goes on. */
export interface RefusedRow {
  /** Where it begins, counted from 1. */
  line: number;
  reason: "row_too_long" | "user_unidentified" | "date_invalid" | "metadata_invalid";
  /** Which column, without its value. */
  member?: string;
}

/** Reads all users behind a position. Null: from the beginning. */
export type Read = (position: string | null) => AsyncIterable<Page>;

export interface SourceOptions {
  file?: string;
  url?: string;
  since?: string;
  /** Requests a second. */
  rate: number;
  env: Readonly<Record<string, string | undefined>>;
}

export type Source = (options: SourceOptions) => Read;

/** A credential, which is never an argument. */
export function credential({ env }: SourceOptions, name: string): string {
  const value = env[name];
  if (!value) throw new Explanation(`Set ${name} in the environment.`);
  return value;
}

export function urlOf({ url }: SourceOptions, usual?: string): string {
  const given = url ?? usual;
  if (!given) throw new Explanation("Say where the vendor's API is: --url https://…");
  if (!URL.canParse(given)) throw new Explanation("--url is not a URL.");
  return given.replace(/\/+$/, "");
}
