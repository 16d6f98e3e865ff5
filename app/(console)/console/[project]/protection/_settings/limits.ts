import { z } from "zod";
import {
  defaultProtectionLimits,
  type ProtectionLimit,
  type ProtectionSettings,
  phoneChannels,
  type VolumeLimit,
} from "@/lib/projects";
import { day, hour } from "@/lib/time";
import type { Translator } from "../../../../_text/translator";
import type { Setting } from "../_parts/settings-form";
import { wholeNumber } from "./fields";

const subjects = [
  "recipient",
  "family",
  "address",
  "network",
  "device",
] as const satisfies ProtectionLimit["by"][];
const windows = { Hour: hour, Day: day } as const;
type Window = keyof typeof windows;
const volumes = ["project", "email", ...phoneChannels] as const;

type LimitField = `${(typeof subjects)[number]}${Window}`;
type VolumeField = `${(typeof volumes)[number]}Volume`;

const limitFields = subjects.flatMap((by) =>
  (Object.keys(windows) as Window[]).map((window) => [`${by}${window}` as LimitField, by, window] as const),
);
const volumeFields = volumes.map((of) => [`${of}Volume` as VolumeField, of] as const);

/** The form's fields. An empty one means no limit. */
export function LimitFields(t: Translator) {
  const limit = wholeNumber(1, 10_000, t).optional();
  const volume = wholeNumber(1, 10_000_000, t).optional();
  return z.object({
    ...(Object.fromEntries(limitFields.map(([name]) => [name, limit])) as Record<LimitField, typeof limit>),
    ...(Object.fromEntries(volumeFields.map(([name]) => [name, volume])) as Record<
      VolumeField,
      typeof volume
    >),
    guessAddress: wholeNumber(5, 10_000, t).optional(),
    guessNetwork: wholeNumber(5, 100_000, t).optional(),
  });
}

export function limitSettings({ limits, volumeLimits, guessLimits }: ProtectionSettings, t: Translator) {
  const inForce = limits ?? defaultProtectionLimits;
  const shown = (max: number | undefined) => max?.toString() ?? "";
  return {
    messages: limitFields.map(
      ([name, by, window]): Setting => ({
        kind: "number",
        name,
        label: t("protection.limitLabel", {
          subject: t(`protection.subjects.${by}`),
          period: window.toLowerCase(),
        }),
        hint: window === "Hour" ? t(`protection.subjectHints.${by}`) : undefined,
        value: shown(inForce.find((one) => one.by === by && one.windowSeconds === windows[window])?.max),
      }),
    ),
    volumes: volumeFields.map(
      ([name, of]): Setting => ({
        kind: "number",
        name,
        label: t(`protection.volumes.${of}`),
        value: shown(volumeLimits.find((one) => isDaily(one, of))?.max),
      }),
    ),
    guesses: (["guessAddress", "guessNetwork"] as const).map(
      (name): Setting => ({
        kind: "number",
        name,
        label: t(`protection.guessFields.${name}`),
        value: shown(guessLimits?.[name === "guessAddress" ? "address" : "network"]),
      }),
    ),
  };
}

function isDaily({ channel, windowSeconds }: VolumeLimit, of: (typeof volumes)[number]): boolean {
  return windowSeconds === day && (channel ?? "project") === of;
}

/** The settings as entered. Windows that the form doesn't show, set by API, stay. */
export function withLimits(
  before: ProtectionSettings,
  entered: z.output<ReturnType<typeof LimitFields>>,
): Partial<ProtectionSettings> {
  const lengths: number[] = Object.values(windows);
  const limits = [
    ...(before.limits ?? defaultProtectionLimits).filter((one) => !lengths.includes(one.windowSeconds)),
    ...limitFields.flatMap(([name, by, window]) => {
      const max = entered[name];
      return max === undefined ? [] : [{ by, max, windowSeconds: windows[window] }];
    }),
  ];
  const volumeLimits = [
    ...before.volumeLimits.filter((one) => one.windowSeconds !== day),
    ...volumeFields.flatMap(([name, of]) => {
      const max = entered[name];
      return max === undefined ? [] : [{ channel: of === "project" ? null : of, max, windowSeconds: day }];
    }),
  ];
  const { guessAddress: address, guessNetwork: network } = entered;
  const guessLimits = address === undefined || network === undefined ? null : { address, network };
  const isDefault = JSON.stringify(sorted(limits)) === JSON.stringify(sorted(defaultProtectionLimits));
  // Stored only if they differ, so that they follow a changed default.
  return { limits: isDefault ? null : limits, volumeLimits, guessLimits };
}

function sorted(limits: readonly ProtectionLimit[]) {
  return limits.map(({ by, max, windowSeconds }) => `${by}/${windowSeconds}/${max}`).sort();
}
