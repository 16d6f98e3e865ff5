/** One line per language. The name is the BCP 47 tag that the API, pages and messages use. */
export { default as de } from "./de.json";
export { default as en } from "./en.json";
