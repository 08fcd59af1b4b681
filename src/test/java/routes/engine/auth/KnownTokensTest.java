package routes.engine.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** A token that was good once is looked at again at every use. */
class KnownTokensTest {
  private static final UUID TENANT = new UUID(1, 1);

  private Instant now = Instant.parse("2026-06-01T10:00:00Z");

  private final Tokens tokens = tokens("a key of thirty-two bytes, or so");

  private Tokens tokens(String key) {
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return now;
          }

          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    return new Tokens(
        new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"),
        clock,
        "http://localhost:8888",
        "localhost:7077",
        List.of());
  }

  @Test
  void goodUntilItExpires() {
    String token = tokens.mint(TENANT, Duration.ofMinutes(5)).token();
    assertThat(tokens.verify(token)).isNotNull().isEqualTo(tokens.verify(token));
    now = now.plus(Duration.ofMinutes(5));
    assertThat(tokens.verify(token)).isNull();
  }

  @Test
  void goodUntilItIsRevoked() {
    Tokens.Minted minted = tokens.mint(TENANT, Duration.ofMinutes(5));
    assertThat(tokens.verify(minted.token())).isNotNull();
    tokens.revoke(minted.tokenId());
    assertThat(tokens.verify(minted.token())).isNull();
  }

  @Test
  void neverGoodWithAnotherSignature() {
    String token = tokens.mint(TENANT, Duration.ofMinutes(5)).token();
    assertThat(tokens.verify(token)).isNotNull();
    String other = tokens("another key of thirty-two bytes.").mint(TENANT, Tokens.LIFE).token();
    assertThat(tokens.verify(other)).isNull();
    String mixed =
        token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
    assertThat(tokens.verify(mixed)).isNull();
    assertThat(tokens.verify(mixed)).isNull();
  }

  @Test
  void thousandsOfTokensAreAllRight() {
    for (int i = 0; i < 2_500; i++) {
      assertThat(tokens.verify(tokens.mint(TENANT, Tokens.LIFE).token())).isNotNull();
    }
  }
}
