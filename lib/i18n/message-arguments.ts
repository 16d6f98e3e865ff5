import { type MessageFormatElement, parse, TYPE } from "@formatjs/icu-messageformat-parser";

/** A placeholder of a message. `other`: syntax that our texts do not use, such as a date or a choice by text. */
export interface MessageArgument {
  name: string;
  type: "text" | "cardinal" | "ordinal" | "other";
  /** Whether it is inside a plural form, of which only one is shown. */
  isConditional: boolean;
}

/** Parses ICU MessageFormat, in which `<` is an ordinary character. Null if the text is malformed. */
export function parseMessage(text: string): MessageFormatElement[] | null {
  try {
    return parse(text, { ignoreTag: true });
  } catch {
    return null;
  }
}

/** The placeholders of a parsed message. The same one can occur more than once. */
export function argumentsOf(
  elements: readonly MessageFormatElement[],
  isConditional = false,
): MessageArgument[] {
  return elements.flatMap((element): MessageArgument[] => {
    switch (element.type) {
      case TYPE.literal:
      case TYPE.pound:
        return [];
      case TYPE.argument:
        return [{ name: element.value, type: "text", isConditional }];
      case TYPE.plural: {
        const forms = Object.values(element.options).flatMap(({ value }) => argumentsOf(value, true));
        return [{ name: element.value, type: element.pluralType ?? "cardinal", isConditional }, ...forms];
      }
      default:
        return [{ name: element.value, type: "other", isConditional }];
    }
  });
}
