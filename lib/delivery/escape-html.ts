/** Escapes text for HTML elements and attributes, exactly as React does. */
export function escapeHtml(text: string): string {
  return text.replace(/["&'<>]/g, (character) => entities[character]!);
}

const entities: Record<string, string> = {
  '"': "&quot;",
  "&": "&amp;",
  "'": "&#x27;",
  "<": "&lt;",
  ">": "&gt;",
};
