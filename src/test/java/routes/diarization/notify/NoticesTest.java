package routes.diarization.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import routes.diarization.Receiver;
import routes.diarization.notify.NotifySettings.ZulipSettings;

/** What webhooks and Zulip get, and which are never called. */
class NoticesTest {
  private static final Clock NOON =
      Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);

  private final Receiver receiver;

  NoticesTest() throws IOException {
    receiver = new Receiver();
  }

  @AfterEach
  void end() {
    receiver.close();
  }

  private static Notices notices(String url, String secret, boolean inside) {
    return new Notices(new NotifySettings(url, secret, List.of(), null, inside), NOON);
  }

  @Test
  void aWebhookIsSignedAndKeyed() throws Exception {
    notices(receiver.url("/hook"), "secret", true).webhook(null, "key-1", Map.of("a", 1));
    Receiver.Taken taken = receiver.taken("/hook").get(0);
    assertThat(taken.body()).isEqualTo("{\"a\":1}");
    assertThat(taken.header("Idempotency-key")).isEqualTo("key-1");
    // openssl dgst -sha256 -hmac secret over 1700000000.{"a":1}
    assertThat(taken.header("X-webhook-signature"))
        .isEqualTo(
            Signature.of("secret", 1_700_000_000, "{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
        .startsWith("t=1700000000,v1=");
  }

  @Test
  void aWebhookToAPrivateAddressIsRefused() {
    for (String address :
        List.of(
            "http://127.0.0.1/a",
            "http://localhost/a",
            "http://10.0.0.1/a",
            "http://192.168.1.1/a",
            "http://[::1]/a",
            "http://169.254.169.254/latest",
            "http://0.0.0.0/a")) {
      assertThatThrownBy(() -> notices(address, "s", false).webhook(null, "k", Map.of()))
          .as(address)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching(".*(private network|never called).*");
    }
  }

  @Test
  void aHostThatIsNotAllowedIsRefusedWhoeverNamesIt() {
    Notices notices = notices(receiver.url("/hook"), "s", true);
    assertThatThrownBy(() -> notices.webhook("http://localhost:1/a", "k", Map.of()))
        .hasMessageContaining("localhost is no allowed host: add it to DIARIZATION_WEBHOOK_HOSTS");
    assertThatThrownBy(() -> notices.webhook("file:///etc/passwd", "k", Map.of()))
        .hasMessageContaining("no http or https address");
    assertThat(receiver.taken("/hook")).isEmpty();
  }

  @Test
  void whoDoesNotTakeItIsAskedAgainByTheStep() {
    receiver.next(503);
    assertThatThrownBy(() -> notices(receiver.url("/hook"), "s", true).webhook(null, "k", Map.of()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("answered 503");
    receiver.next(302);
    assertThatThrownBy(() -> notices(receiver.url("/hook"), "s", true).webhook(null, "k", Map.of()))
        .hasMessageContaining("answered 302");
  }

  @Test
  void zulipGetsAMessageInTheTopicOfTheRoom() throws Exception {
    ZulipSettings zulip = new ZulipSettings(receiver.url(""), "bot@example.org", "key", "calls");
    Notices notices = new Notices(new NotifySettings(null, null, List.of(), zulip, true), NOON);
    assertThat(notices.zulip("Room 1", "**Title**")).containsEntry("message", 42L);
    Receiver.Taken taken = receiver.taken("/api/v1/messages").get(0);
    assertThat(taken.body()).isEqualTo("type=stream&to=calls&topic=Room+1&content=**Title**");
    assertThat(taken.header("Authorization")).isEqualTo("Basic Ym90QGV4YW1wbGUub3JnOmtleQ==");
    assertThat(zulip.toString()).doesNotContain("key=");
  }
}
