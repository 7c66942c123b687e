// Runs beside the page, so that the page stays quick: hands files to the core piece by piece, and its answers to the page.
"use strict";
{
  /** @type {File[]} */
  let files = [];
  const reader = new FileReaderSync();
  /** The browser weighs by the size of buffers whether to tidy up. This one is never touched and takes no memory, but counts: without it, a
   * gigabyte of pieces that were read lies about. @type {ArrayBuffer | null} */
  let ballast = null;
  /** What was made of the files last. @type {any} */
  let made = null;
  /** @type {Promise<unknown> | null} */
  let ready = null;
  let expected = 0;
  let taken = 0;
  let told = 0;

  /** @param {string} [what] */
  function tell(what) {
    const now = Date.now();
    if (what === undefined && now - told < 100) return;
    told = now;
    postMessage({ kind: "progress", what, share: expected ? Math.min(1, taken / expected) : 0 });
  }

  // What the core calls.
  Object.assign(self, {
    tieline: {
      /** @param {number} number @param {number} from @param {Uint8Array} into */
      piece(number, from, into) {
        let part;
        try {
          part = new Uint8Array(reader.readAsArrayBuffer(files[number].slice(from, from + into.length)));
        } catch (error) {
          throw String(error instanceof DOMException ? "the browser cannot read it any more; was it moved or changed?" : error);
        }
        into.set(part);
        ballast = new ArrayBuffer(4 * part.length);
        return part.length;
      },
      /** @param {number} bytes */
      expects(bytes) {
        expected = bytes;
        taken = 0;
      },
      /** @param {string} what */
      says(what) {
        tell(what);
      },
      /** @param {number} bytes */
      took(bytes) {
        taken += bytes;
        tell();
      },
    },
  });

  /** @param {Uint8Array<ArrayBuffer>} packed */
  async function begin(packed) {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const core = await new Response(stream).arrayBuffer();
    await wasm_bindgen({ module_or_path: core });
  }

  /** @param {{ files: { name: string, file: File }[] }} asked */
  async function given(asked) {
    await ready;
    files = asked.files.map((one) => one.file);
    made?.free();
    made = null;
    return { names: asked.files.map((one) => one.name), sizes: new Float64Array(files.map((file) => file.size)) };
  }

  /** @type {Record<string, (asked: any) => unknown>} */
  const answers = {
    begin({ core }) {
      ready = begin(core);
    },
    async audit(asked) {
      const { names, sizes } = await given(asked);
      made = wasm_bindgen.audit(names, sizes, asked.asOf, asked.me, asked.region);
      const page = made.file("report.html");
      postMessage({ kind: "audited", page, names: made.names(), refused: made.refused(), asked: made.asked(), memory: wasm_bindgen.memory_taken() }, [page.buffer]);
    },
    async clean(asked) {
      const { names, sizes } = await given(asked);
      made = wasm_bindgen.clean(names, sizes, asked.asOf, asked.region);
      postMessage({ kind: "cleaned", names: made.names(), count: made.changes(), list: made.file("changes.csv"), remarks: made.remarks(), meanings: made.meanings() });
    },
    async file({ name }) {
      const bytes = made.file(name);
      postMessage({ kind: "file", name, bytes }, [bytes.buffer]);
    },
  };

  onmessage = async ({ data }) => {
    try {
      await answers[data.kind](data);
    } catch (error) {
      const said = typeof error === "string" ? error : "";
      postMessage({ kind: "failed", why: said || `The core of this page stopped (${error}). Your files are as they were.` });
    }
  };
}
