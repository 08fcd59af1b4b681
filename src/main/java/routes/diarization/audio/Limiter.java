package routes.diarization.audio;

/**
 * Keeps a sum of voices below a ceiling: what is under it stays as it is, what would be over it is
 * made quieter for as long as needed, in steps too small to hear. Pure; one for each mix.
 *
 * <p>Gain is a line between the borders of short blocks. At a border it is at most what the blocks
 * on either side need, so no sample is over the ceiling. One block is held back for that.
 */
final class Limiter {
  /** Samples of a block, 5 ms. */
  static final int BLOCK = 80;

  /** One decibel below the loudest a sample can be. */
  static final double CEILING = Short.MAX_VALUE * 0.89;

  /** From nothing to full loudness in half a second. */
  private static final double RECOVERY = BLOCK / (0.5 * Wave.RATE);

  private double[] held = new double[0];
  private double heldNeed = 1;
  private double heldGain = 1;

  /**
   * Takes the next block of sums.
   *
   * @return the block before it, ready; empty for the first
   */
  short[] next(double[] sums) {
    double need = need(sums);
    double border = Math.min(Math.min(need, heldNeed), heldGain + RECOVERY);
    short[] ready = scaled(held, heldGain, border);
    held = sums.clone();
    heldNeed = need;
    heldGain = border;
    return ready;
  }

  /** The last block. */
  short[] end() {
    return next(new double[0]);
  }

  private static double need(double[] sums) {
    double loudest = 0;
    for (double sum : sums) {
      loudest = Math.max(loudest, Math.abs(sum));
    }
    return loudest <= CEILING ? 1 : CEILING / loudest;
  }

  private static short[] scaled(double[] sums, double from, double to) {
    short[] scaled = new short[sums.length];
    for (int i = 0; i < sums.length; i++) {
      double gain = from + (to - from) * i / sums.length;
      scaled[i] = (short) Math.round(sums[i] * gain);
    }
    return scaled;
  }
}
