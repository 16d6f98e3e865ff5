import type { Locale } from "@/lib/i18n";
import type { Project } from "@/lib/projects";
import type { LoadedVerification } from "@/lib/verification";

export interface LoadedPage {
  verification: LoadedVerification;
  project: Project;
}

export interface VerificationView extends LoadedPage {
  id: string;
  locale: Locale;
  page: string;
  /** Why a sign-in at a provider failed. */
  error: string | null;
}
