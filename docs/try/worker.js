// Python runs here, beside the page, so that the page answers while it works. All of it is fetched
// from the folder "engine" of this site, and nothing is sent anywhere.

import { loadPyodide } from "./engine/pyodide.mjs";

const here = new URL("./engine/", self.location.href);

async function start() {
  const listed = await (await fetch(new URL("engine.json", here))).json();
  const python = await loadPyodide({ indexURL: here.href });
  for (const wheel of listed.wheels) {
    const packed = await (await fetch(new URL(wheel, here))).arrayBuffer();
    python.unpackArchive(packed, "wheel");
  }
  const glue = await (await fetch(new URL("../glue.py", here))).text();
  python.FS.writeFile("/home/pyodide/glue.py", glue);
  const cleaned = python.pyimport("glue").cleaned;
  cleaned("雨停了 ，路还湿。", '{"style": "mainland", "gaps": "keep"}'); // tables are made once
  return { cleaned, version: listed.postnorm };
}

const ready = start();
ready.then(
  ({ version }) => self.postMessage({ ready: version }),
  (error) => self.postMessage({ failed: String(error) }),
);

self.onmessage = async ({ data: { source, options } }) => {
  try {
    const { cleaned } = await ready;
    const given = typeof source === "string" ? source : new Uint8Array(source);
    self.postMessage({ told: JSON.parse(cleaned(given, JSON.stringify(options))) });
  } catch (error) {
    self.postMessage({ told: { error: String(error) } });
  }
};
