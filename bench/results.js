// bench/RESULTS.md: a section a subcommand, each written anew by its own run, the others left as they are.

import { readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, platform, totalmem } from "node:os";
import { join } from "node:path";

const FILE = join(import.meta.dirname, "RESULTS.md");
const ORDER = ["Size", "Speed", "Typing", "Start-up", "Window", "Memory", "Soak", "Load"];
const HEAD = `# Results

Written by \`cargo xtask bench\`, which runs everything on your machine, too. Each section says by which command, when and where it
was measured. What counts are ratios: both sides of one are measured in the same run, in turns.
`;

/** Puts a section in its place. */
export function record(title, command, text, versions = []) {
  const sections = read();
  sections.set(title, [`## ${title}`, "", `\`${command}\`, ${[today(), ...versions, machine()].join(", ")}.`, "", text.trim(), ""].join("\n"));
  const places = [...sections.keys()].sort((one, other) => ORDER.indexOf(one) - ORDER.indexOf(other));
  writeFileSync(FILE, [HEAD, ...places.map((place) => sections.get(place))].join("\n"));
}

function read() {
  let text = "";
  try {
    text = readFileSync(FILE, "utf8");
  } catch {
    // The first run of all.
  }
  const parts = text.split(/^(?=## )/m).filter((part) => part.startsWith("## "));
  return new Map(parts.map((part) => [part.slice(3, part.indexOf("\n")), `${part.trim()}\n`]));
}

function today() {
  return new Date().toISOString().slice(0, 10);
}

function machine() {
  const [{ model }] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `Node ${process.versions.node}, ${cpus().length} cores of ${model.replace(/\s+/g, " ").trim()}, ${memory} GB, ${platform()} ${arch()}`;
}
