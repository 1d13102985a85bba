import type { GalleryApi } from '../api/gallery-api.js';
import { tellBatteryPause } from '../ui/data/battery-pause.js';

interface Battery extends EventTarget {
  readonly charging: boolean;
  readonly level: number;
}

const low = 0.2;

/** Pauses the scan when the battery runs low, where the platform tells; resuming is the user's. */
export async function pauseOnBattery(api: GalleryApi): Promise<void> {
  const { getBattery } = navigator as Navigator & { getBattery?: () => Promise<Battery> };
  const battery = await getBattery?.call(navigator).catch(() => undefined);
  if (battery === undefined) return;
  const check = async () => {
    if (battery.charging || battery.level > low) return;
    if ((await api.scan({})).state !== 'running') return;
    await api.scanPause({});
    tellBatteryPause(true);
  };
  api.subscribe((event) => {
    if (event.kind === 'scan' && event.status.state !== 'paused') tellBatteryPause(false);
  });
  for (const event of ['chargingchange', 'levelchange']) battery.addEventListener(event, () => void check());
}
