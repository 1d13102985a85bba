/** How hard to look, and how to embed. */
export interface AnalyseOptions {
  /** Longest side to decode photos to, in pixels: what the crops are cut from. For the caller of the decoder. */
  readonly decodeSide: number;
  /** Longest side of the first look, in pixels; a multiple of 32. */
  readonly detectSide: number;
  /** Longest side of the smaller look for close-ups when nothing was found, or null for none. */
  readonly closeUpSide: number | null;
  /** Longest side of the looks at the three other quarter turns when nothing was found, or null for none. */
  readonly turnSide: number | null;
  /** Longest side of the finer look where a crowd of small faces was found, or null for none. */
  readonly crowdSide: number | null;
  /** Overrides the pack's detector threshold. */
  readonly minScore: number | null;
  /** Smallest face kept: the box's shorter side in pixels of the decoded photo. */
  readonly minFaceSide: number;
  /** Adds the vector of the mirrored crop: about twice the embedding time. */
  readonly flip: boolean;
}

/**
 * What a scan uses. Measured with YuNet on 40 photos of album-dev (evaluation/results/detection-looks.csv): 640 finds
 * what 320 finds upright and more on turned photos; the turned looks find the last 6 of 40 photos lying on their side
 * for 1.14 times the cost there and nothing elsewhere; the close-up look costs a quarter of the first look and found
 * nothing more in close-ups of 800 pixels.
 */
export const defaultAnalyseOptions: AnalyseOptions = {
  decodeSide: 1600,
  detectSide: 640,
  closeUpSide: 256,
  turnSide: 320,
  crowdSide: 1280,
  minScore: null,
  minFaceSide: 12,
  flip: false,
};
