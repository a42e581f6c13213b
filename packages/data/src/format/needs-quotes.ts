/** Whether a string must be quoted in a CSV file so that its bytes are read back: delimiter, quote, line break, NUL. */
export function needsQuotes(text: string, delimiter: number): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === delimiter || code === 34 || code === 10 || code === 13 || code === 0) return true;
  }
  // A byte order mark at the very beginning of a file would be dropped.
  return text.charCodeAt(0) === 0xfeff;
}
