import type { Backend } from '@kith/core/models';
import type { InferenceSession, Tensor } from '@kith/core/ports';
import type * as Ort from 'onnxruntime-web/wasm';

/** Gives an onnxruntime-web session the port's shape: float32 in and out, one call at a time, errors naming the model. */
export function wrapSession(
  model: string,
  backend: Backend,
  ort: typeof Ort,
  session: Ort.InferenceSession,
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
        const feeds = toFeeds(model, ort, session.inputNames, inputs);
        const results = await session.run(feeds).catch((cause) => {
          throw new Error(`${model}: ${cause instanceof Error ? cause.message : cause}`, { cause });
        });
        return toTensors(model, results);
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
  ort: typeof Ort,
  names: readonly string[],
  inputs: Readonly<Record<string, Tensor>>,
): Record<string, Ort.Tensor> {
  const unknown = Object.keys(inputs).filter((name) => !names.includes(name));
  const missing = names.filter((name) => !(name in inputs));
  if (unknown.length > 0 || missing.length > 0) {
    throw new Error(
      `${model}: expected the inputs ${names.join(', ')}, came ${Object.keys(inputs).join(', ')}`,
    );
  }
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { shape, data }]) => {
      const length = shape.reduce((n, side) => n * side, 1);
      if (length !== data.length) {
        throw new Error(
          `${model}: input '${name}' [${shape.join(', ')}] needs ${length} values, came ${data.length}`,
        );
      }
      return [name, new ort.Tensor('float32', data, [...shape])];
    }),
  );
}

function toTensors(model: string, results: Ort.InferenceSession.ReturnType): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(results).map(([name, value]) => {
      if (!(value.data instanceof Float32Array)) {
        throw new Error(`${model}: output '${name}' is ${value.type}, expected float32`);
      }
      return [name, { shape: value.dims, data: value.data }];
    }),
  );
}
