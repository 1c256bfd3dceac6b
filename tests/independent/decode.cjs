// ESC/POS bytes from standard input, as npos (npm, not ours) understands them; JSON to standard
// output: all text, every GS v 0 as rows of bits, what QR commands hold, and the cuts. npos
// refuses what it cannot parse; only how long a GS ( k is, is told to it here.
"use strict";

const fs = require("node:fs");
const iconv = require("iconv-lite");
const npos = require("npos");

npos.rules[0x1d]["(k"] = [0, "d16"];

const bytes = fs.readFileSync(0);
npos
  .parser(npos.rules)
  .parse(bytes)
  .then(({ entries, tree }) => {
    const of = (name) => tree.filter((node) => node.ascii + node.fn === name);
    const text = Buffer.concat(entries.filter((one) => one.type === "text").map((one) => one.data));
    const stored = of("GS(k")
      .map((node) => bytes.subarray(node.offset + 5, node.offset + node.length))
      .filter((data) => data[0] === 0x31 && data[1] === 0x50);
    const result = {
      text: iconv.decode(text, "GB18030"),
      // One by one: decoded together, bands take the width of the widest.
      bands: of("GSv0").map((node) => rows(npos.codecs.raster.decode(bytes, [node]))),
      qr: stored.map((data) => data.subarray(3).toString("utf8")),
      cuts: of("GSV").map((node) => bytes[node.offset + 2]),
      chinese: [of("FS&").length, of("FS.").length],
    };
    process.stdout.write(JSON.stringify(result));
  });

function rows(image) {
  return Array.from({ length: image.height }, (_, y) =>
    Array.from({ length: image.width }, (_, x) => (image.getPixel(x, y) ? "0" : "1")).join(""),
  );
}
