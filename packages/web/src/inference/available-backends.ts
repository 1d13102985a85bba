import type { Backend } from '@kith/core/models';

/**
 * What this browser can try, best first. Safari stays on WASM: with WebGPU it has open crash and memory reports
 * (RESEARCH, November 2026). An adapter must really be there, not only the API,
 * and be hardware: one that computes on the processor is slower than WASM.
 */
export async function availableBackends(): Promise<readonly Backend[]> {
  return !isSafari() && (await hasAdapter()) ? ['webgpu', 'wasm'] : ['wasm'];
}

function isSafari(): boolean {
  const agent = navigator.userAgent;
  return /AppleWebKit/.test(agent) && !/Chrom(e|ium)|Edg|Firefox/.test(agent);
}

interface Adapter {
  readonly info?: { readonly isFallbackAdapter?: boolean };
}

async function hasAdapter(): Promise<boolean> {
  const { gpu } = navigator as { gpu?: { requestAdapter(): Promise<Adapter | null> } };
  try {
    const adapter = (await gpu?.requestAdapter()) ?? null;
    return adapter !== null && adapter.info?.isFallbackAdapter !== true;
  } catch {
    return false;
  }
}
