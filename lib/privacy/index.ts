export { erasePerson } from "./erase-person";
export { exportPerson, type PersonExport } from "./export-person";
export type { PersonInput, PersonRefusal } from "./person";
export type { Erased } from "./repository";
