package routes.diarization.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routes.diarization.Receiver;

/** Tracks in folders, by http and in S3-compatible storage. */
class BucketTest {
  @TempDir Path directory;

  @Test
  void aFolderGivesWhatIsInItAndNothingElse() throws IOException {
    Path outside = Files.writeString(directory.resolve("secret"), "secret");
    Path folder = Files.createDirectories(directory.resolve("recordings/b"));
    Files.writeString(folder.resolve("a.wav"), "audio");
    Files.createSymbolicLink(folder.resolve("link.wav"), outside);
    FolderBucket bucket = new FolderBucket(directory.resolve("recordings"));
    Path target = directory.resolve("target");
    bucket.fetch("b", "a.wav", target, 100);
    assertThat(target).hasContent("audio");
    for (String key : List.of("../../secret", "/etc/passwd", "link.wav", "..", "")) {
      assertThatThrownBy(() -> bucket.fetch("b", key, target, 100))
          .as(key)
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> bucket.fetch("b", "b.wav", target, 100))
        .isInstanceOf(NotThereException.class);
    assertThatThrownBy(() -> bucket.fetch("b", "a.wav", target, 4))
        .hasMessageContaining("more than 4 bytes");
    assertThat(bucket.delete("b", "a.wav")).isTrue();
    assertThat(bucket.has("b", "a.wav")).isFalse();
    assertThat(bucket.delete("b", "a.wav")).isTrue();
  }

  @Test
  void anAddressIsFetchedFromAllowedHostsOnly() throws Exception {
    try (Receiver receiver = new Receiver().serves(new byte[] {1, 2, 3})) {
      WebBucket bucket =
          new WebBucket(AllowedHosts.of("DIARIZATION_HOSTS", List.of("127.0.0.1"), true));
      Path target = directory.resolve("target");
      bucket.fetch("", receiver.url("/a.wav?signature=x"), target, 3);
      assertThat(target).hasBinaryContent(new byte[] {1, 2, 3});
      assertThatThrownBy(() -> bucket.fetch("", receiver.url("/a.wav"), target, 2))
          .hasMessageContaining("more than 2 bytes");
      receiver.next(404);
      assertThatThrownBy(() -> bucket.fetch("", receiver.url("/a.wav"), target, 3))
          .isInstanceOf(NotThereException.class);
      assertThatThrownBy(() -> bucket.fetch("", "http://localhost:1/a.wav", target, 3))
          .hasMessageContaining("no allowed host");
      assertThat(bucket.delete("", receiver.url("/a.wav"))).isFalse();
    }
  }

  @Test
  void requestsToS3AreSignedAndDeletionsLookedFor() throws Exception {
    try (Receiver receiver = new Receiver().serves(new byte[] {1, 2, 3})) {
      S3Settings settings =
          new S3Settings(URI.create(receiver.url("/")), "eu-central-1", "AKEY", "SECRET");
      S3Bucket bucket = new S3Bucket(settings);
      Path target = directory.resolve("target");
      bucket.fetch("calls", "2026/a b.wav", target, 3);
      assertThat(target).hasBinaryContent(new byte[] {1, 2, 3});
      Receiver.Taken asked = receiver.taken("/calls/2026/a%20b.wav").get(0);
      assertThat(asked.header("Authorization"))
          .startsWith("AWS4-HMAC-SHA256 Credential=AKEY/")
          .contains("/eu-central-1/s3/aws4_request", "Signature=");
      receiver.next(204).next(404);
      assertThat(bucket.delete("calls", "a.wav")).isTrue();
      receiver.next(204).next(200);
      assertThat(bucket.delete("calls", "a.wav")).isFalse();
      receiver.next(403);
      assertThatThrownBy(() -> bucket.delete("calls", "a.wav"))
          .hasMessageContaining("answered 403");
      assertThat(settings.toString()).doesNotContain("SECRET");
    }
  }
}
