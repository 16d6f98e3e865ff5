export type { LogoRefusal } from "./refusals";
export { findLogo } from "./repository";
export { maxLogoBytes, removeLogo, setLogo } from "./set-logo";
