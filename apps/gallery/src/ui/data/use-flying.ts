import { useEffect, useState } from 'react';

const calmMs = 120;

/** Whether the page scrolls faster than anyone can see: more than half a screen from one frame to the next. */
export function useFlying(): boolean {
  const [flying, setFlying] = useState(false);
  useEffect(() => {
    let last = scrollY;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onScroll = () => {
      const fast = Math.abs(scrollY - last) > innerHeight / 2;
      last = scrollY;
      clearTimeout(timer);
      timer = setTimeout(() => setFlying(false), calmMs);
      if (fast) setFlying(true);
    };
    addEventListener('scroll', onScroll, { passive: true });
    return () => {
      removeEventListener('scroll', onScroll);
      clearTimeout(timer);
    };
  }, []);
  return flying;
}
