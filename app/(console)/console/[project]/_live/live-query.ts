import { idOf } from "@/lib/http/native";
import type { IdPrefix } from "@/lib/id";
import { listQuery, several } from "../_parts/list-query";

/** What a list says about itself, besides its filters: the IDs of the rows shown, and its first row unless it is empty. */
export const liveQuery = (prefix: IdPrefix) => ({ shown: several(idOf(prefix)), after: listQuery.cursor });
