// What wasm-bindgen writes before the worker's own text, as app/src/lib.rs has it.
interface Made {
  names(): string[];
  file(name: string): Uint8Array<ArrayBuffer>;
  free(): void;
}
declare const wasm_bindgen: {
  (core: { module_or_path: ArrayBuffer }): Promise<unknown>;
  audit(names: string[], sizes: Float64Array, asOf: number, me: string[], region: string): Made & { refused(): string[] };
  clean(names: string[], sizes: Float64Array, asOf: number, region: string): Made & { changes(): number; remarks(): string[]; meanings(): string[] };
  memory_taken(): number;
};
