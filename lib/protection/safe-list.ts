import type { Subject } from "./subject";

/** Whether a recipient is on the project's list of those that no rule refuses. A number's beginning stands for all its numbers. */
export function isSafe(safeList: readonly string[], { type, normalized }: Subject): boolean {
  if (type === "phone")
    return safeList.some((entry) => entry.startsWith("+") && normalized.startsWith(entry));
  const domain = normalized.slice(normalized.lastIndexOf("@") + 1);
  return safeList.some((entry) =>
    entry.includes("@") ? entry === normalized : domain === entry || domain.endsWith(`.${entry}`),
  );
}
