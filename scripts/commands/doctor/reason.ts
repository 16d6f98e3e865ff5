/** Why something failed, in a few words: drivers and fetch wrap the reason into a sentence about themselves. */
export function reasonOf(error: unknown): string {
  const root = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(root instanceof Error)) return String(root);
  if (root.name === "TimeoutError") return "no answer in 5 seconds";
  // A host with several addresses that all refuse makes an error with a code and without a message.
  return root.message || ("code" in root ? String(root.code) : root.name);
}
