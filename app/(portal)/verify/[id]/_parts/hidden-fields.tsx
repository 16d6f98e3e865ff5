/** The hidden fields of every form on the page. */
export function HiddenFields({ id, locale, page }: { id: string; locale: string; page: string }) {
  return (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="page" value={page} />
    </>
  );
}
