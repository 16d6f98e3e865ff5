/** One line per language of the console, by its BCP 47 tag. */
export { default as en } from "./en.json";
