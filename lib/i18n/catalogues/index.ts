/** One line per language. The name is the BCP 47 tag that the API, pages and messages use. */
export { default as ar } from "./ar.json";
export { default as de } from "./de.json";
export { default as en } from "./en.json";
export { default as es } from "./es.json";
export { default as fr } from "./fr.json";
export { default as he } from "./he.json";
export { default as ja } from "./ja.json";
export { default as ko } from "./ko.json";
export { default as "zh-Hans" } from "./zh-Hans.json";
export { default as "zh-Hant" } from "./zh-Hant.json";
