import { z } from "zod";
import {
  type IdentifierSortColumn,
  type IdentifierStatus,
  identifierStatusOf,
  type ListedIdentifier,
  type UserIdentifier,
} from "@/lib/users";
import { showNumber } from "../ids";
import { Paging } from "../parsing/paging";

export const identifierTypes = ["email", "phone", "username"] as const;
export const identifierStatuses = ["pending", "primary", "verified"] as const;

export const standingFor: Record<(typeof identifierStatuses)[number], IdentifierStatus> = {
  pending: "unverified",
  primary: "primary",
  verified: "verified",
};
const statusFor: Record<IdentifierStatus, (typeof identifierStatuses)[number]> = {
  unverified: "pending",
  primary: "primary",
  verified: "verified",
};

export function toStanding(status: (typeof identifierStatuses)[number]): IdentifierStatus {
  return standingFor[status];
}

/** `type` and `value`, though requests say `identifierType` and `identifierValue`. */
export const IdentifierResource = z.strictObject({
  identifierID: z.string(),
  type: z.enum(identifierTypes),
  value: z.string(),
  status: z.enum(identifierStatuses),
  userID: z.string(),
});
export const IdentifierList = z.strictObject({ identifiers: z.array(IdentifierResource), paging: Paging });

const Kept = z.object({ value: z.string().optional() });

/** The value as it was sent. */
export function valueAsSent(identifier: UserIdentifier): string {
  return Kept.catch({}).parse(identifier.wireContext?.corbado ?? {}).value ?? identifier.value;
}

/** What `valueAsSent` answers, as a list column. */
export const shownValue = {
  firstOf: [{ wire: ["corbado", "value"] }, "value"],
  ignoreCase: true,
} as const satisfies IdentifierSortColumn;

/** What is kept where our spelling of a value is not the one that was sent: clients compare the answer letter by letter. */
export function valueContext(sent: string, stored: string) {
  return sent === stored ? undefined : { corbado: { value: sent } };
}

export function toIdentifierResource(held: ListedIdentifier): z.input<typeof IdentifierResource> {
  return {
    identifierID: showNumber("ide", held.number),
    type: held.type,
    value: valueAsSent(held),
    status: statusFor[identifierStatusOf(held)],
    userID: showNumber("usr", held.userNumber),
  };
}
