import { findFirstOperator, type Operator } from "@/lib/access";
import { type Finding, failed, passed, warning } from "./finding";

const about = "Operators";

export async function checkOperators(): Promise<Finding[]> {
  return [judgeOperator(await findFirstOperator())];
}

export function judgeOperator(operator: Pick<Operator, "email"> | null): Finding {
  if (!operator) {
    const remedy = "Run npm start once: the first start makes an operator and prints a link.";
    return failed(about, "There is none: nobody can open the console.", remedy);
  }
  if (operator.email.endsWith("@localhost")) {
    const remedy =
      "Change the address in the console under Settings, Team; until then, npm run console-link signs you in.";
    return warning(about, `${operator.email} cannot receive sign-in codes.`, remedy);
  }
  return passed(about, "Somebody can open the console.");
}
