/** Lets a terminal be drawn and an interrupt be heard, between two steps of a long program. */
export function pause(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
