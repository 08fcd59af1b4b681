package routes.lending.simulate;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import routes.lending.json.CanonicalJson;

/** Splits applications between a champion and a challenger, the same way every time. */
public final class Challenger {
  private static final int PARTS = 10_000;

  private Challenger() {}

  /**
   * Whether an application is in the challenger's share.
   *
   * <p>A hash of both names decides, so that two experiments split independently, and a larger
   * share keeps all that were in a smaller one.
   *
   * @param experiment the experiment's name, such as the challenger's version
   * @param applicationId the application's id
   * @param shareBps the share in basis points, 0 to 10,000
   */
  public static boolean takes(String experiment, String applicationId, int shareBps) {
    if (shareBps < 0 || shareBps > PARTS) {
      throw new IllegalArgumentException("shareBps is %d: give 0 to %d".formatted(shareBps, PARTS));
    }
    String hash = CanonicalJson.sha256(experiment.length() + ":" + experiment + applicationId);
    long first = ByteBuffer.wrap(HexFormat.of().parseHex(hash.substring(0, 16))).getLong();
    return Long.remainderUnsigned(first, PARTS) < shareBps;
  }
}
