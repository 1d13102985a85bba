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
  /** Adds the vector of the mirrored crop, at twice the embedding time: for packs that do not look twice themselves (decision 0038). */
  readonly flip: boolean;
}

/**
 * What a scan uses. Measured with YuNet on 30 photos of album-dev (evaluation/results/detection-looks.csv): upright and
 * in close-ups of 800 pixels 640 finds every face of the reference; of photos lying on their side it finds 21 of 30, with
 * the turned looks 30, at 1.4 times the cost there and none elsewhere. The close-up look found nothing more: it is kept,
 * for 0.06 of a first look at photos with nothing, for detectors that see large faces worse.
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
