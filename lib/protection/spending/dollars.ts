/** Amounts of volumes are whole numbers, so money is counted in ten-thousandths of a dollar. */
const unitsPerDollar = 10_000;

export function toUnits(dollars: number): number {
  return Math.round(dollars * unitsPerDollar);
}

export function toDollars(units: number): number {
  return units / unitsPerDollar;
}
