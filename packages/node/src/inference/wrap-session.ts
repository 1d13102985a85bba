import type { Backend } from '@kith/core/models';
import type { InferenceSession, Tensor } from '@kith/core/ports';
import * as ort from 'onnxruntime-node';

/** Gives an ONNX Runtime session the port's shape: float32 in and out, one call at a time, errors naming the model. */
export function wrapSession(
  model: string,
  backend: Backend,
  session: ort.InferenceSession,
): InferenceSession {
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
        const feeds = toFeeds(model, session.inputNames, inputs);
        return toTensors(model, await call(model, session, feeds, inputs));
      }),
    close: () =>
      inTurn(async () => {
        if (!closed) await session.release();
        closed = true;
      }),
  };
}

function toFeeds(
  model: string,
  names: readonly string[],
  inputs: Readonly<Record<string, Tensor>>,
): Record<string, ort.Tensor> {
  const unknown = Object.keys(inputs).filter((name) => !names.includes(name));
  const absent = names.filter((name) => !inputs[name]);
  if (unknown.length > 0 || absent.length > 0)
    throw new Error(
      `${model}: expected the inputs ${names.join(', ')}, not ${Object.keys(inputs).join(', ') || 'none'}`,
    );
  return Object.fromEntries(Object.entries(inputs).map(([name, t]) => [name, toOrt(model, name, t)]));
}

function toOrt(model: string, name: string, { shape, data }: Tensor): ort.Tensor {
  const size = shape.reduce((product, side) => product * side, 1);
  if (size !== data.length)
    throw new Error(
      `${model}: input ${name} of shape [${shape.join(', ')}] needs ${size} values, not ${data.length}`,
    );
  return new ort.Tensor('float32', data, shape);
}

async function call(
  model: string,
  session: ort.InferenceSession,
  feeds: Record<string, ort.Tensor>,
  inputs: Readonly<Record<string, Tensor>>,
): Promise<ort.InferenceSession.OnnxValueMapType> {
  try {
    return await session.run(feeds);
  } catch (cause) {
    const shapes = Object.entries(inputs).map(([name, t]) => `${name} [${t.shape.join(', ')}]`);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${model} failed on ${shapes.join(', ')}: ${reason}`, { cause });
  }
}

function toTensors(model: string, results: ort.InferenceSession.OnnxValueMapType): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(results).map(([name, value]) => [
      name,
      { shape: value.dims, data: toFloats(model, name, value) },
    ]),
  );
}

function toFloats(model: string, name: string, value: ort.OnnxValue): Float32Array {
  if (value.data instanceof Float32Array) return value.data;
  if (value.data instanceof BigInt64Array) return Float32Array.from(value.data, Number);
  if (value.data instanceof Int32Array) return Float32Array.from(value.data);
  throw new Error(`${model}: output ${name} is ${value.type}; only float32 and integers are read`);
}
