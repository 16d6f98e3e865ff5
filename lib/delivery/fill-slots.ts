/**
 * Replaces each `{name}` by its value. Slots without a value stay as they are, and values are not searched for slots: a
 * brand can be called "{otp}".
 */
export function fillSlots(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w{1,20})\}/g, (slot, name: string) =>
    Object.hasOwn(values, name) ? values[name]! : slot,
  );
}
