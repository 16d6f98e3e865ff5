import type { Ctx } from "@/lib/access";
import { errors } from "../errors";
import type { Call } from "../protocol";
import { errorReply, json, type Reply } from "../reply";
import { defaultSchema, defaultSchemaId, isDefaultSchema } from "./schema";

export async function listSchemas(_ctx: Ctx, _call: Call): Promise<Reply> {
  return json(200, [{ id: defaultSchemaId, schema: defaultSchema }]);
}

export async function getSchema(
  _ctx: Ctx,
  { request }: Call,
  { id = "" }: Record<string, string>,
): Promise<Reply> {
  return isDefaultSchema(id)
    ? json(200, defaultSchema)
    : errorReply(errors.schemaUnknown(id), request.headers);
}
