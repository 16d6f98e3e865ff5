/** A masked recipient for events: `j•••@example.com`, `+49•••••••42`. */
export function maskRecipient(value: string): string {
  const at = value.lastIndexOf("@");
  if (at > 0) return `${[...value][0]}•••${value.slice(at)}`;
  return value.length > 6 ? `${value.slice(0, 3)}${"•".repeat(value.length - 5)}${value.slice(-2)}` : "•••";
}
