/** One line per language. The name is the BCP 47 tag that the API, pages and messages use. */
export { default as ar } from "./ar.json";
export { default as cs } from "./cs.json";
export { default as da } from "./da.json";
export { default as de } from "./de.json";
export { default as en } from "./en.json";
export { default as es } from "./es.json";
export { default as "es-419" } from "./es-419.json";
export { default as fi } from "./fi.json";
export { default as fr } from "./fr.json";
export { default as it } from "./it.json";
export { default as nl } from "./nl.json";
export { default as pl } from "./pl.json";
export { default as pt } from "./pt.json";
export { default as "pt-BR" } from "./pt-BR.json";
export { default as sv } from "./sv.json";
export { default as tr } from "./tr.json";
export { default as uk } from "./uk.json";
