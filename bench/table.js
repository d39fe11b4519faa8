/** Lines of a Markdown table that can be read as it is, too; the first column to the left, numbers to the right. */
export function table(head, rows) {
  const texts = [head, ...rows].map((row) => row.map((cell) => String(cell ?? "–")));
  const widths = head.map((_, column) => Math.max(3, ...texts.map((row) => [...row[column]].length)));
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const pad = (row) => line(row.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))));
  const rule = line(widths.map((width, column) => (column ? `${"-".repeat(width - 1)}:` : "-".repeat(width))));
  return [pad(texts[0]), rule, ...texts.slice(1).map(pad)];
}
