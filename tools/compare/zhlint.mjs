// zhlint's answers to texts: JSON of both on standard input and output.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { folder, texts } = JSON.parse(readFileSync(0, "utf8"));
const need = createRequire(`${folder}/`);
const { run } = need("zhlint");
const { version } = JSON.parse(readFileSync(`${folder}/node_modules/zhlint/package.json`, "utf8"));
const answers = texts.map((text) => run(text, { rules: { preset: "default" } }).result);
process.stdout.write(JSON.stringify({ version, answers }));
