package routes.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A password made once and kept in a file that only its owner reads. */
final class Secret {
  private static final int BYTES = 24;

  private Secret() {}

  static String readOrCreate(Path file) throws IOException {
    try {
      String kept = Files.readString(file).strip();
      if (!kept.isEmpty()) {
        return kept;
      }
    } catch (NoSuchFileException e) {
      // The first start.
    }
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    String secret = HexFormat.of().formatHex(random);
    OwnerOnly.write(file, secret + "\n");
    return secret;
  }
}
