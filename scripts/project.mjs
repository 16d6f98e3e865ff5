import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the checkout. Scripts use it instead of the current directory, so they work from anywhere. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** A path inside the checkout. */
export const inRoot = (...parts) => path.join(root, ...parts);
