import type { Backend } from '../models/index.js';
import { type InferenceSession, reasonOf, type Tensor } from '../ports/index.js';

/** What a session of ONNX Runtime gives for an output, in Node and in the browser alike. */
interface OrtValue {
  readonly type: string;
  readonly dims: readonly number[];
  readonly data: unknown;
}

/** The part of ONNX Runtime's session that is used. `Input` is the runtime's own tensor. */
interface OrtSession<Input> {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: Record<string, Input>): Promise<Readonly<Record<string, OrtValue>>>;
  release(): Promise<void>;
}

export interface WrapOrtOptions<Input> {
  /** Name of the model's file, for errors. */
  readonly model: string;
  /** Where the session runs. */
  readonly backend: Backend;
  readonly session: OrtSession<Input>;
  /** Makes the runtime's float32 tensor; the data is not copied. */
  readonly tensor: (data: Float32Array, shape: readonly number[]) => Input;
}

/**
 * Gives an ONNX Runtime session the port's shape: float32 in, float32 or integers out, one call at a time, errors naming
 * the model and the shapes it was given. The runtime is the caller's: onnxruntime-node or onnxruntime-web.
 */
export function wrapOrtSession<Input>(options: WrapOrtOptions<Input>): InferenceSession {
  const { model, backend, session } = options;
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    backend,
    inputs: session.inputNames,
    outputs: session.outputNames,
    run: (inputs) =>
      inTurn(async () => {
        if (closed) throw new Error(`${model}: the session is closed`);
        return toTensors(model, await call(options, inputs));
      }),
    close: () =>
      inTurn(async () => {
        if (!closed) await session.release();
        closed = true;
      }),
  };
}

async function call<Input>(
  options: WrapOrtOptions<Input>,
  inputs: Readonly<Record<string, Tensor>>,
): Promise<Readonly<Record<string, OrtValue>>> {
  const { model, session } = options;
  const feeds = toFeeds(options, inputs);
  try {
    return await session.run(feeds);
  } catch (cause) {
    const shapes = Object.entries(inputs).map(([name, t]) => `${name} [${t.shape.join(', ')}]`);
    const reason = reasonOf(cause);
    throw new Error(`${model} failed on ${shapes.join(', ')}: ${reason}`, { cause });
  }
}

function toFeeds<Input>(
  { model, session, tensor }: WrapOrtOptions<Input>,
  inputs: Readonly<Record<string, Tensor>>,
): Record<string, Input> {
  const names = session.inputNames;
  const unknown = Object.keys(inputs).filter((name) => !names.includes(name));
  const absent = names.filter((name) => !inputs[name]);
  if (unknown.length > 0 || absent.length > 0)
    throw new Error(
      `${model}: expected the inputs ${names.join(', ')}, not ${Object.keys(inputs).join(', ') || 'none'}`,
    );
  const feeds = Object.entries(inputs).map(([name, { shape, data }]) => {
    const size = shape.reduce((product, side) => product * side, 1);
    if (size !== data.length)
      throw new Error(
        `${model}: input ${name} of shape [${shape.join(', ')}] needs ${size} values, not ${data.length}`,
      );
    return [name, tensor(data, shape)] as const;
  });
  return Object.fromEntries(feeds);
}

function toTensors(model: string, results: Readonly<Record<string, OrtValue>>): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(results).map(([name, value]) => [
      name,
      { shape: value.dims, data: toFloats(model, name, value) },
    ]),
  );
}

function toFloats(model: string, name: string, { type, data }: OrtValue): Float32Array {
  if (data instanceof Float32Array) return data;
  if (data instanceof BigInt64Array) return Float32Array.from(data, Number);
  if (data instanceof Int32Array) return Float32Array.from(data);
  throw new Error(`${model}: output ${name} is ${type}; only float32 and integers are read`);
}
