/** What a slice gives instead of its bytes, by its range: `'0-32'`. Throwing is failing to be read. */
type Behaviour = Readonly<Record<string, (bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>>>;

/** A file that misbehaves on demand, and notes which ranges were read of it. */
export class TestFile extends File {
  readonly asked: string[] = [];
  readonly #on: Behaviour;

  constructor(content: Uint8Array<ArrayBuffer>, { on = {} }: { on?: Behaviour } = {}) {
    super([content], 'model.bin', { lastModified: 0 });
    this.#on = on;
  }

  override slice(start = 0, end = this.size): Blob {
    const part = super.slice(start, end);
    const range = `${String(start)}-${String(end)}`;
    const behaviour = this.#on[range];
    const read = part.arrayBuffer.bind(part);
    part.arrayBuffer = async () => {
      this.asked.push(range);
      const bytes = new Uint8Array(await read());
      return new Uint8Array((await behaviour?.(bytes)) ?? bytes).buffer;
    };
    return part;
  }
}

export function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
