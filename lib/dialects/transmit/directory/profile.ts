import { z } from "zod";
import type { User } from "@/lib/users";

/** The members of a user that this dialect only stores and returns, as the vendor documents them ("Create user"). */
export const Profile = z.object({
  name: z
    .object({
      title: z.string().optional(),
      first_name: z.string().optional(),
      middle_name: z.string().optional(),
      last_name: z.string().optional(),
    })
    .optional(),
  birthday: z.string().optional(),
  address: z
    .object({
      country: z.string().optional(),
      state: z.string().optional(),
      city: z.string().optional(),
      street_address: z.string().optional(),
      postal_code: z.string().optional(),
      type: z.enum(["Home", "Work", "Other"]).optional(),
    })
    .optional(),
  picture: z.string().optional(),
  language: z.string().optional(),
  external_account_id: z.string().optional(),
  custom_app_data: z.record(z.string(), z.unknown()).optional(),
  custom_data: z.record(z.string(), z.unknown()).optional(),
});
export type Profile = z.infer<typeof Profile>;

/** A user's stored profile. Empty for users that were created elsewhere. */
export function profileOf({ wireContext }: Pick<User, "wireContext">): Profile {
  const parsed = Profile.safeParse(wireContext?.transmit);
  return parsed.success ? parsed.data : {};
}

/** The profile with the members of a request: each one that is sent replaces the stored one. */
export function mergeProfile(before: Profile, sent: Profile): Profile {
  const given = Object.entries(Profile.parse(sent)).filter(([, value]) => value !== undefined);
  return { ...before, ...Object.fromEntries(given) };
}

/** Whether a request has any member of the profile. */
export function hasProfile(sent: Profile): boolean {
  return Object.values(Profile.parse(sent)).some((value) => value !== undefined);
}
