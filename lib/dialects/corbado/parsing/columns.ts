import {
  type AccountColumn,
  type IdentifierColumn,
  parseEmail,
  parsePhone,
  type UserColumn,
  type WireContextColumn,
} from "@/lib/users";
import { readLooseNumber } from "../ids";
import { defaultStatus, userStatuses } from "../resources/user";
import type { ListColumns } from "./list";

const text = (value: string) => [value];
const word = (words: readonly string[]) => (value: string) => (words.includes(value) ? [value] : []);
const userNumber = (value: string) => {
  const number = readLooseNumber("usr", value);
  return number === null ? [] : [number];
};

/** `2021-07-20T00:00:00`, without a zone: UTC. */
function instant(value: string): Date[] | null {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?)?$/.test(value)) return null;
  const hasZone = /(Z|[+-]\d\d:\d\d)$/.test(value.slice(10));
  const at = new Date(value.length === 10 || hasZone ? value : `${value}Z`);
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1 ? null : [at];
}

/** A value as each kind of identifier would compare it: the filter names no kind. */
function anyIdentifier(value: string): string[] {
  const parsed = [parseEmail(value), parsePhone(value)].flatMap((read) =>
    read.ok ? [read.value.normalized] : [],
  );
  return [...new Set([...parsed, value.toLowerCase()])];
}

const standings: Record<string, string> = {
  pending: "unverified",
  verified: "verified",
  primary: "primary",
};

export const userColumns: ListColumns<UserColumn | WireContextColumn> = {
  id: { column: "number", read: userNumber },
  name: { column: "name", read: text },
  fullName: { column: "name", read: text },
  created: { column: "createdAt", read: instant },
  updated: { column: "updatedAt", read: instant },
  status: {
    column: { wire: ["corbado", "status"], otherwise: defaultStatus },
    read: word(userStatuses),
  },
  searchValue: { column: "anyText", read: text, isSortable: false, isSearch: true },
};

export const identifierColumns: ListColumns<IdentifierColumn> = {
  userID: { column: "userNumber", read: userNumber },
  identifierType: { column: "type", read: word(["email", "phone", "username"]) },
  identifierValue: { column: "normalized", read: anyIdentifier },
  status: {
    column: "standing",
    read: (value) => (Object.hasOwn(standings, value) ? [standings[value]!] : []),
    isSortable: false,
  },
};

export const accountColumns: ListColumns<AccountColumn> = {
  providerType: { column: "provider", read: text },
  foreignID: { column: "subject", read: text },
  userID: { column: "userNumber", read: userNumber },
  identifierValue: { column: "email", read: (value) => [value.toLowerCase()] },
};
