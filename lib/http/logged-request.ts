/** The longest list of names that is stored with a request. */
const mostMembers = 50;

/** The names of a body's members, in dots for nested ones. Values are never stored. */
export function memberNames(body: unknown, prefix = ""): string[] {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return prefix ? [prefix] : [];
  const names = Object.entries(body).flatMap(([name, value]) =>
    memberNames(value, prefix ? `${prefix}.${name}` : name),
  );
  return names.slice(0, mostMembers).map((name) => name.slice(0, 100));
}

/** A path with the names of its parameters instead of their values: `/api/v1/verifications/{id}`. */
export function pathTemplate(
  pathname: string,
  params: Record<string, string | string[] | undefined>,
): string {
  const nameOf = new Map(
    Object.entries(params).flatMap(([name, value]) =>
      [value ?? []].flat().map((one) => [encodeURIComponent(one), name] as const),
    ),
  );
  const segments = pathname.split("/").map((segment) => {
    const name = nameOf.get(segment) ?? nameOf.get(encodeURIComponent(safeDecode(segment)));
    return name === undefined ? segment : `{${name}}`;
  });
  return segments.join("/").slice(0, 300);
}

function safeDecode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
