import { unseal } from "./config";
import { findProviderKind } from "./kinds";
import { findRow } from "./repository";

/**
 * Whether a provider accepts its credentials, without sending anything. Null: it does. Otherwise why not, in one sentence
 * without secrets. Undefined: its kind cannot check. Never throws.
 */
export async function checkCredentials(
  projectId: string,
  id: string,
  signal: AbortSignal,
): Promise<string | null | undefined> {
  const row = await findRow(projectId, id);
  if (!row) return undefined;
  try {
    return await findProviderKind(row.kind)?.checkCredentials(unseal(row), signal);
  } catch {
    return signal.aborted ? "It did not answer in time." : "The credentials could not be checked.";
  }
}
