/** What a backend can name a user by. */
export const identifierTypes = ["user_id", "email", "phone_number", "username", "external_user_id"] as const;
export type IdentifierType = (typeof identifierTypes)[number];
