// Holds a bill of materials against CycloneDX's own schema: node bom.mjs TOOLS FILE.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [tools, file] = process.argv.slice(2);
const { Spec, Validation } = createRequire(join(tools, "node_modules/"))("@cyclonedx/cyclonedx-library");
const wrong = await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(readFileSync(file, "utf8"));
if (wrong) {
  console.error(`${file} is not as CycloneDX 1.6 wants it:`, wrong);
  process.exitCode = 1;
}
