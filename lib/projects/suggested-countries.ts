/**
 * A first allow-list for projects that pay for messages: the European Economic Area, the United Kingdom, Switzerland, the
 * United States, Canada, Australia, New Zealand, Japan and Singapore. Their regulators assign numbers to carriers that answer for
 * them, so fraudsters hardly find operators there who share the revenue of pumped messages. Countries with expensive
 * ranges behind a shared calling code, such as the Caribbean behind +1, are left out.
 */
export const suggestedCountries: readonly string[] =
  "AT AU BE BG CA CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT JP LI LT LU LV MT NL NO NZ PL PT RO SE SG SI SK US".split(
    " ",
  );
