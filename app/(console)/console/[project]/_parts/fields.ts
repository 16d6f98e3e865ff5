import { z } from "zod";
import { idOf } from "@/lib/http/native";

/** The project that a form belongs to, as its pages' addresses have it; `requireRole` looks at it. */
export const projectField = z.string().max(40);

/** A hidden field that names a thing by its id. */
export const idField = idOf;
