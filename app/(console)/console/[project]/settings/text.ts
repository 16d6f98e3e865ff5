import type { Refusal } from "@/lib/result";

export const text = {
  title: "General",
  description: "The project’s name, and the look of its messages and portal.",
  project: "Project",
  projectText: "Visible to your team only.",
  name: "Name",
  brand: "Branding",
  brandText: "Shown in messages and on the portal.",
  brandName: "Brand name",
  brandNameHint: "If empty, we use the project’s name.",
  accent: "Accent color",
  accentHint: "For example #2f6b4f. We choose a readable text color for it.",
  darkAccent: "Accent color in dark mode",
  darkAccentHint: "If empty, the same color.",
  lowContrast: {
    light: "This color is hard to read on a light background, so links are",
    dark: "This color is hard to read on a dark background, so links are",
  },
  logo: "Logo",
  logoHint: "PNG, JPEG, WebP or GIF, up to 1 MB. Shown at most 32 pixels high.",
  logoAlt: "The current logo",
  logoSaved: "Logo uploaded",
  logoTooLarge: "This file is larger than 1 MB. Choose a smaller one.",
  logoUnreadable: "We can’t read this file. Choose a PNG, JPEG, WebP or GIF with at most 16 million pixels.",
  failed: "Something went wrong. Reload the page and try again.",
  removeLogo: "Remove logo",
  radius: "Corner radius in pixels",
  radiusHint: "0 to 24. If empty, we use 8.",
  logoUrl: "Logo URL",
  logoUrlHint: "The https address of an image, used if no logo is uploaded.",
  supportEmail: "Support email",
  supportEmailHint: "Shown where people might need help.",
  locale: "Default language",
  usePaidProviders: "Use paid providers in this test project",
  usePaidProvidersHint:
    "Otherwise messages to phones stay in the inbox, or go to providers that cost nothing.",
  save: "Save changes",
  saved: "Changes saved",
  preview: "Preview",
  mailPreview: "Preview of emails",
  previewTitle: "Check your email",
  previewText: (name: string) => `${name} sent a code to j•••@example.com.`,
  previewButton: "Confirm",
  previewLink: "Send a new code",
  domain: "Custom domain",
  domainText: "Your own host for hosted pages and links. Each project can have one.",
  host: "Domain",
  hostHint: "For example verify.example.com.",
  setDomain: "Add domain",
  domainVerified: "In use",
  domainPending: "Not verified yet",
  cname: (host: string) => `Point a CNAME record of ${host} to`,
  cnameHint: "Your proxy needs a certificate for the domain, and must pass on the Host header.",
  checkDomain: "Check domain",
  removeDomain: "Remove domain",
  removeDomainTitle: (host: string) => `Remove ${host}?`,
  removeDomainText:
    "New links lead to this installation’s own host. Links already sent keep the domain, so leave it pointing here until they expire.",
  noDomain: (host: string) => `None. Hosted pages are on ${host}.`,
  readOnly: "Only admins and owners can change these settings.",
};

export function domainRefusalText({ code }: Refusal): string {
  switch (code) {
    case "domain_taken":
      return "Another project uses this domain.";
    case "domain_is_ours":
      return "This is the installation’s own host. Projects without a domain use it.";
    default:
      return text.failed;
  }
}
