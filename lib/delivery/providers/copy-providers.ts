import { db, type Tx } from "@/lib/db";
import { newId } from "@/lib/id";
import { seal, unseal } from "./config";
import { findProviderKind } from "./kinds";
import { insertRow, listRows } from "./repository";

export interface CopyProviders {
  from: string;
  to: string;
  /** Without them, a provider that has any is copied disabled, until somebody enters its own. */
  withCredentials: boolean;
}

/** Copies a project's providers, except inboxes, with their order. Call `forgetProviders` after the commit. */
export async function copyProviders(
  { from, to, withCredentials }: CopyProviders,
  tx: Tx = db(),
): Promise<void> {
  for (const row of await listRows(from)) {
    const kind = findProviderKind(row.kind);
    if (!kind || kind.isInbox) continue;
    const { id: _, createdAt: __, updatedAt: ___, config, ...copied } = row;
    const id = newId();
    const isComplete = withCredentials || row.secrets === null;
    // Ciphertexts are bound to their row, so the copy needs one of its own.
    const sealed = withCredentials ? seal(id, kind, unseal(row)) : { config, secrets: null };
    await insertRow({ ...copied, ...sealed, id, projectId: to, isEnabled: row.isEnabled && isComplete }, tx);
  }
}
