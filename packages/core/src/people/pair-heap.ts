export interface Pair {
  readonly cosine: number;
  readonly a: number;
  readonly b: number;
  readonly ageA: number;
  readonly ageB: number;
}

/** A binary heap: the largest cosine first, among equals the smallest a, then b. */
export function createPairHeap(): { push(pair: Pair): void; pop(): Pair | undefined } {
  const heap: Pair[] = [];
  return {
    push(pair) {
      let at = heap.length;
      heap.push(pair);
      while (at > 0) {
        const up = (at - 1) >> 1;
        if (!before(pair, heap[up]!)) break;
        heap[at] = heap[up]!;
        at = up;
      }
      heap[at] = pair;
    },
    pop() {
      const top = heap[0];
      const last = heap.pop();
      if (heap.length > 0) sink(heap, last!);
      return top;
    },
  };
}

/** Puts the pair in from the top. */
function sink(heap: Pair[], pair: Pair): void {
  const { length } = heap;
  let at = 0;
  for (let child = 1; child < length; child = 2 * at + 1) {
    if (child + 1 < length && before(heap[child + 1]!, heap[child]!)) child++;
    if (!before(heap[child]!, pair)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = pair;
}

function before(a: Pair, b: Pair): boolean {
  if (a.cosine !== b.cosine) return a.cosine > b.cosine;
  return a.a !== b.a ? a.a < b.a : a.b < b.b;
}
