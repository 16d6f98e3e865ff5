import { createReadStream } from "node:fs";
import { z } from "zod";
import type { ImportedUser } from "@/lib/users";
import { Explanation } from "../../drill/application";
import { type Row, readCsv } from "../read-csv";
import type { Source } from "../source";

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
    for await (const row of readCsv(createReadStream(file))) {
      if (!header) {
        header = checkedHeader(row.fields);
        continue;
      }
      count += 1;
      if (count <= skipped) continue;
      users.push(toUser(header, row));
      if (users.length < batchSize) continue;
      yield { users, next: String(count) };
      users = [];
    }
    if (users.length > 0) yield { users, next: String(count) };
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

function toUser(header: readonly string[], { fields, line }: Row): ImportedUser {
  if (fields.length > header.length) throw new Explanation(`Line ${line} has more fields than the header.`);
  const of = (name: string) => fields[header.indexOf(name)]?.trim() || undefined;
  const instant = (name: string) => {
    const text = of(name);
    if (text === undefined) return undefined;
    const at = new Date(text);
    if (Number.isNaN(at.getTime())) throw new Explanation(`Line ${line}: ${name} is not a date (ISO 8601).`);
    return at;
  };
  const createdAt = instant("created_at");
  const held = (type: "email" | "phone") => {
    const value = of(type);
    if (value === undefined) return [];
    const at = instant(`${type}_verified_at`);
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
  if (key === undefined)
    throw new Explanation(`Line ${line} has no id, external_id, email, phone or username.`);
  const socialAccounts = header.flatMap((name) => {
    const [, provider] = socialColumn.exec(name) ?? [];
    const subject = provider === undefined ? undefined : of(name);
    return provider === undefined || subject === undefined ? [] : [{ provider, subject }];
  });
  const kept = metadataOf(of("metadata"), line);
  return {
    key,
    externalId,
    name: of("name"),
    createdAt,
    identifiers,
    socialAccounts,
    passwordHash: of("password_hash"),
    ...(kept && { wireContext: { import: kept } }),
  };
}

function metadataOf(text: string | undefined, line: number): Record<string, unknown> | undefined {
  if (text === undefined) return undefined;
  try {
    return metadata.parse(JSON.parse(text));
  } catch {
    throw new Explanation(`Line ${line}: metadata is not a JSON object.`);
  }
}
