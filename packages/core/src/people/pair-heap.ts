export interface Pair {
  readonly cosine: number;
  readonly a: number;
  readonly b: number;
  readonly ageA: number;
  readonly ageB: number;
}

/** A binary heap: the largest cosine first, among equals the smallest a, then b. */
export function createPairHeap(): {
  push(cosine: number, a: number, b: number, ageA: number, ageB: number): void;
  pop(): Pair | undefined;
} {
  const heap: Pair[] = [];
  return {
    push(cosine, a, b, ageA, ageB) {
      heap.push({ cosine, a, b, ageA, ageB });
      for (let at = heap.length - 1; at > 0; ) {
        const up = (at - 1) >> 1;
        if (!before(heap[at]!, heap[up]!)) return;
        swap(heap, at, up);
        at = up;
      }
    },
    pop() {
      const top = heap[0];
      const last = heap.pop();
      if (heap.length === 0 || !last) return top;
      heap[0] = last;
      sink(heap);
      return top;
    },
  };
}

function sink(heap: Pair[]): void {
  for (let at = 0; ; ) {
    let best = at;
    for (const child of [2 * at + 1, 2 * at + 2]) {
      if (child < heap.length && before(heap[child]!, heap[best]!)) best = child;
    }
    if (best === at) return;
    swap(heap, at, best);
    at = best;
  }
}

function before(a: Pair, b: Pair): boolean {
  if (a.cosine !== b.cosine) return a.cosine > b.cosine;
  return a.a !== b.a ? a.a < b.a : a.b < b.b;
}

function swap(heap: Pair[], a: number, b: number): void {
  [heap[a], heap[b]] = [heap[b]!, heap[a]!];
}
