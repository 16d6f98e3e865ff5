import type { Source } from "../source";
import { corbado } from "./corbado";
import { csv } from "./csv";
import { kratos } from "./kratos";
import { logto } from "./logto";
import { transmit } from "./transmit";
import { twilio } from "./twilio";

export const sources: Record<string, Source> = { csv, kratos, logto, corbado, transmit, twilio };
export const sourceNames = Object.keys(sources);
