import { createReadStream } from "node:fs";
import { z } from "zod";
import { ok, type Result, refuse } from "@/lib/result";
import type { ImportedUser } from "@/lib/users";
import { Explanation } from "../../drill/application";
import { type Row, readCsv } from "../read-csv";
import type { RefusedRow, Source } from "../source";

const plainColumns = [
  "id",
  "external_id",
  "name",
  "email",
  "email_verified",
  "email_verified_at",
  "phone",
  "phone_verified",
  "phone_verified_at",
  "username",
  "password_hash",
  "created_at",
  "metadata",
];
const socialColumn = /^social_([a-z0-9_-]{1,64})$/;

const batchSize = 2000;

/** A file with a header line (RFC 4180, in UTF-8). */
export const csv: Source = ({ file }) => {
  if (!file) throw new Explanation("Name the file: npm run import -- csv people.csv");
  return async function* (position) {
    const skipped = Number(position ?? 0);
    let header: string[] | null = null;
    let count = 0;
    let users: ImportedUser[] = [];
    let refused: RefusedRow[] = [];
    for await (const row of readCsv(createReadStream(file))) {
      if (!header) {
        header = checkedHeader(row.fields);
        continue;
      }
      count += 1;
      if (count <= skipped) continue;
      const user = toUser(header, row);
      if (user.ok) users.push(user.value);
      else refused.push(user.refusal);
      if (users.length + refused.length < batchSize) continue;
      yield { users, refused, next: String(count) };
      [users, refused] = [[], []];
    }
    if (users.length + refused.length > 0) yield { users, refused, next: String(count) };
  };
};

function checkedHeader(fields: string[]): string[] {
  const names = fields.map((name) => name.trim().toLowerCase());
  const unknown = names.filter((name) => !plainColumns.includes(name) && !socialColumn.test(name));
  if (unknown.length > 0)
    throw new Explanation(
      `Unknown columns: ${unknown.join(", ")}. Known: ${plainColumns.join(", ")}, and social_google or another provider.`,
    );
  if (!["id", "external_id", "email", "phone", "username"].some((name) => names.includes(name)))
    throw new Explanation("The file needs one of these columns: id, external_id, email, phone, username.");
  return names;
}

const yes = ["true", "1", "yes", "y", "t"];
const metadata = z.record(z.string(), z.unknown());
/** ISO 8601, in years that PostgreSQL and JavaScript write the same way. */
const isoDate = /^(?!0000)\d{4}-\d\d-\d\d(T|$| )/;

type Refused = RefusedRow & { code: RefusedRow["reason"] };

function toUser(header: readonly string[], { fields, line }: Row): Result<ImportedUser, Refused> {
  const refusedFor = (reason: RefusedRow["reason"], member?: string) =>
    refuse({ code: reason, line, reason, member });
  if (fields.length > header.length) return refusedFor("row_too_long");
  const of = (name: string) => fields[header.indexOf(name)]?.trim() || undefined;
  const instants: Record<string, Date | undefined> = {};
  for (const name of ["created_at", "email_verified_at", "phone_verified_at"]) {
    const text = of(name);
    if (text === undefined) continue;
    const at = new Date(text);
    if (!isoDate.test(text) || Number.isNaN(at.getTime())) return refusedFor("date_invalid", name);
    instants[name] = at;
  }
  const createdAt = instants.created_at;
  const held = (type: "email" | "phone") => {
    const value = of(type);
    if (value === undefined) return [];
    const at = instants[`${type}_verified_at`];
    const isVerified = at !== undefined || yes.includes((of(`${type}_verified`) ?? "").toLowerCase());
    return [{ type, value, verifiedAt: isVerified ? (at ?? createdAt ?? new Date()) : null }];
  };
  const username = of("username");
  const externalId = of("external_id");
  const identifiers = [
    ...held("email"),
    ...held("phone"),
    ...(username === undefined ? [] : [{ type: "username" as const, value: username, verifiedAt: null }]),
  ];
  const key = of("id") ?? externalId ?? identifiers[0]?.value.toLowerCase();
  if (key === undefined) return refusedFor("user_unidentified");
  const socialAccounts = header.flatMap((name) => {
    const [, provider] = socialColumn.exec(name) ?? [];
    const subject = provider === undefined ? undefined : of(name);
    return provider === undefined || subject === undefined ? [] : [{ provider, subject }];
  });
  const kept = metadataOf(of("metadata"));
  if (kept === null) return refusedFor("metadata_invalid", "metadata");
  return ok({
    key,
    externalId,
    name: of("name"),
    createdAt,
    identifiers,
    socialAccounts,
    passwordHash: of("password_hash"),
    ...(kept && { wireContext: { import: kept } }),
  });
}

/** Null: it is not a JSON object. */
function metadataOf(text: string | undefined): Record<string, unknown> | undefined | null {
  if (text === undefined) return undefined;
  try {
    return metadata.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
