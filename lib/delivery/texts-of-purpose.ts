/** The part of the catalogue for a purpose. A project's own purposes use the texts for confirming an address. */
export function textsOfPurpose(purpose: string): "confirm" | "authenticate" {
  return purpose === "authenticate" ? "authenticate" : "confirm";
}
