package routes.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  private static final ServerAddresses ADDRESSES =
      new ServerAddresses("127.0.0.1:9092", null, null, null, "redis://:secret@h:1", Map.of());

  @TempDir Path parent;

  @Test
  void itIsMadeForItsOwnerOnly() throws IOException {
    Path path = parent.resolve("a/b");
    try (DataDirectory data = DataDirectory.open(path)) {
      assertThat(data.path()).isEqualTo(path);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void aFileInItsPlaceIsNamed() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "text");
    assertThatThrownBy(() -> DataDirectory.open(file))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessage("The data directory %s is a file: remove it or set DATA_DIR.", file);
  }

  @Test
  void aPlaceWhereNothingCanBeMadeIsNamed() throws IOException {
    Path below = Files.writeString(parent.resolve("file"), "text").resolve("data");
    assertThatThrownBy(() -> DataDirectory.open(below))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessageContaining(below.toString())
        .hasMessageEndingWith("set DATA_DIR to a directory that you may write to.");
  }

  @Test
  void tooLittleSpaceIsNamed() {
    assertThatThrownBy(() -> DataDirectory.requireSpace(parent, Long.MAX_VALUE))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessageMatching(
            "Only \\d+ MB are free where the data directory .* is, and \\d+ MB are needed: free some, or set DATA_DIR to another disk\\.");
  }

  @Test
  void oneOwnsItUntilItIsClosed() {
    DataDirectory first = DataDirectory.open(parent);
    try (DataDirectory second = DataDirectory.open(parent)) {
      assertThat(first.own()).isTrue();
      assertThat(second.own()).isFalse();
      first.announce("1", ADDRESSES);
      assertThat(second.announced()).get().extracting("addresses").isEqualTo(ADDRESSES);
      first.close();
      assertThat(second.announced()).isEmpty();
      assertThat(second.own()).isTrue();
    }
  }

  @Test
  void whatAnEndedProcessAnnouncedDoesNotCount() throws IOException {
    try (DataDirectory data = DataDirectory.open(parent)) {
      assertThat(data.own()).isTrue();
      data.announce("1", ADDRESSES);
      Path file = parent.resolve("servers.json");
      String own = "\"pid\" : " + ProcessHandle.current().pid();
      // The largest pid there is on Linux is far below.
      Files.writeString(file, Files.readString(file).replace(own, "\"pid\" : 2000000000"));
      assertThat(data.announced()).isEmpty();
    }
  }

  @Test
  void addressesKeepTheirPasswordsOutOfTheLog() {
    assertThat(ADDRESSES).asString().doesNotContain("secret");
  }
}
