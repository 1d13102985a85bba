import { sharedValue } from './shared-value.js';

const paused = sharedValue(false);

/** The scan was paused because the battery is low, or it is so no longer. */
export const tellBatteryPause = paused.set;

/** Whether the battery is why the scan is paused. */
export const useBatteryPause = paused.use;
