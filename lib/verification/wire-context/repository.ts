import { sql } from "drizzle-orm";
import { verifications } from "@/drizzle/schema";
import { preparedInProject } from "@/lib/db";
import {
  belongsToProject,
  databaseNow,
  param,
  rowWithPolicy,
  verificationFrom,
} from "../sql-fragments/repository";
import type { LoadedVerification } from "../verification";

const replaceStatement = preparedInProject((db) => {
  const replaced = db.$with("replaced", {}).as(sql`
    update ${verifications} set wire_context = nullif(${param("after", "jsonb")}, 'null'::jsonb)
    where id = ${param("id", "uuid")} and ${belongsToProject(verifications.projectId)}
      and wire_context is not distinct from nullif(${param("before", "jsonb")}, 'null'::jsonb)
    returning ${rowWithPolicy}`);
  return db
    .with(replaced)
    .select({ ...verificationFrom("replaced"), now: databaseNow })
    .from(sql`replaced`)
    .prepare("replace_wire_context");
});

/** Undefined if it has changed since, or the verification does not exist. Values are JSON texts. */
export async function replaceWireContext(values: {
  id: string;
  projectId: string;
  before: string;
  after: string;
}): Promise<LoadedVerification | undefined> {
  const [row] = await replaceStatement(values);
  return row;
}
