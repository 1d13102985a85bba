import { useEffect, useState } from 'react';

interface MeasuringPerformance extends Performance {
  measureUserAgentSpecificMemory?(): Promise<{ readonly bytes: number }>;
}

/** Of this page with its workers, MB; null where the browser does not tell. */
export function usePageMemory(): number | null {
  const [mb, setMb] = useState<number | null>(null);
  useEffect(() => {
    const { measureUserAgentSpecificMemory: measure } = performance as MeasuringPerformance;
    if (!globalThis.crossOriginIsolated) return;
    measure?.call(performance).then(
      ({ bytes }) => setMb(bytes / 1e6),
      () => undefined,
    );
  }, []);
  return mb;
}
