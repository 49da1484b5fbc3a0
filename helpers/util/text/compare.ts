/** Orders texts by code unit: the same on every machine, unlike an order that depends on the locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
