/** Another id for a thread, and for that one the first again: its last digit with one bit turned over. */
export function otherId(id) {
  return id.replace(/.$/, (digit) => (Number.parseInt(digit, 16) ^ 1).toString(16));
}
