import { z } from "zod";
import {
  type IdentifierSortColumn,
  type IdentifierStatus,
  identifierStatusOf,
  type ListedIdentifier,
  type UserIdentifier,
} from "@/lib/users";
import { formatId } from "../ids";
import { Paging } from "../parsing/paging";

export const identifierTypes = ["email", "phone", "username"] as const;
export const identifierStatuses = ["pending", "primary", "verified"] as const;

const ourStatus: Record<(typeof identifierStatuses)[number], IdentifierStatus> = {
  pending: "unverified",
  primary: "primary",
  verified: "verified",
};
const statusFor: Record<IdentifierStatus, (typeof identifierStatuses)[number]> = {
  unverified: "pending",
  primary: "primary",
  verified: "verified",
};

export function toIdentifierStatus(status: (typeof identifierStatuses)[number]): IdentifierStatus {
  return ourStatus[status];
}

/** `type` and `value` in responses, `identifierType` and `identifierValue` in requests. */
export const IdentifierResource = z.strictObject({
  identifierID: z.string(),
  type: z.enum(identifierTypes),
  value: z.string(),
  status: z.enum(identifierStatuses),
  userID: z.string(),
});
export const IdentifierList = z.strictObject({ identifiers: z.array(IdentifierResource), paging: Paging });

/** What this dialect keeps with an identifier, under its name. */
const IdentifierContext = z.object({ value: z.string().optional() });

/** The value as it was sent. */
export function valueAsSent(identifier: UserIdentifier): string {
  return IdentifierContext.catch({}).parse(identifier.wireContext?.corbado ?? {}).value ?? identifier.value;
}

/** `valueAsSent` as a list column. */
export const shownValue = {
  firstOf: [{ wire: ["corbado", "value"] }, "value"],
  ignoreCase: true,
} as const satisfies IdentifierSortColumn;

/** Keeps a value as it was sent, where it is stored in another spelling: SDK tests compare the answer letter by letter. */
export function valueContext(sent: string, stored: string) {
  return sent === stored ? undefined : { corbado: { value: sent } };
}

export function toIdentifierResource(identifier: ListedIdentifier): z.input<typeof IdentifierResource> {
  return {
    identifierID: formatId("ide", identifier.number),
    type: identifier.type,
    value: valueAsSent(identifier),
    status: statusFor[identifierStatusOf(identifier)],
    userID: formatId("usr", identifier.userNumber),
  };
}
