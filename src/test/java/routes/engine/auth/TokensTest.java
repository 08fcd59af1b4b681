package routes.engine.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import routes.engine.model.Json;

class TokensTest {
  private static final String URL = "http://localhost:1";
  private static final String ADDRESS = "localhost:2";
  private static final UUID TENANT = new UUID(1, 2);
  private static final SecretKey KEY = key("0123456789abcdef0123456789abcdef");

  /** A clock that the test moves. */
  private static final class Moved extends Clock {
    private Instant now = Instant.parse("2026-06-01T10:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final Moved clock = new Moved();
  private final Tokens tokens = new Tokens(KEY, clock, URL, ADDRESS, List.of());

  private static SecretKey key(String text) {
    return new SecretKeySpec(text.getBytes(StandardCharsets.US_ASCII), "HmacSHA256");
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The claims of a good token, changed. */
  private String claims(Consumer<ObjectNode> change) {
    String good = tokens.mint(TENANT, Duration.ofDays(1)).token().split("\\.", -1)[1];
    ObjectNode claims =
        Json.object(new String(Base64.getUrlDecoder().decode(good), StandardCharsets.UTF_8));
    change.accept(claims);
    return claims.toString();
  }

  private static String signed(SecretKey key, String header, String claims)
      throws GeneralSecurityException {
    String text = encode(header) + "." + encode(claims);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(key);
    return text + "." + encode(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

  @Test
  void aMintedTokenIsGoodUntilItExpires() {
    Tokens.Minted minted = tokens.mint(TENANT, Duration.ofHours(1));
    Tokens.Verified verified = tokens.verify(minted.token());
    assertThat(verified.tenantId()).isEqualTo(TENANT);
    assertThat(verified.tokenId()).isEqualTo(minted.tokenId());
    clock.now = clock.now.plusSeconds(3_599);
    assertThat(tokens.verify(minted.token())).isNotNull();
    assertThat(tokens.isOver(verified)).isFalse();
    clock.now = clock.now.plusSeconds(2);
    assertThat(tokens.verify(minted.token())).isNull();
    assertThat(tokens.isOver(verified)).isTrue();
  }

  @Test
  void aRevokedTokenIsOverAndWhoListensIsTold() {
    Tokens.Minted minted = tokens.mint(TENANT, Duration.ofHours(1));
    Tokens.Verified verified = tokens.verify(minted.token());
    int[] told = {0};
    tokens.onRevoke(() -> told[0]++);
    tokens.revoke(minted.tokenId());
    assertThat(tokens.verify(minted.token())).isNull();
    assertThat(tokens.isOver(verified)).isTrue();
    assertThat(told[0]).isEqualTo(1);
    Tokens later = new Tokens(KEY, clock, URL, ADDRESS, List.of(minted.tokenId()));
    assertThat(later.verify(minted.token())).isNull();
  }

  @Test
  void whatIsSignedInTheSameWayIsGood() throws GeneralSecurityException {
    assertThat(tokens.verify(signed(KEY, HS256, claims(c -> {})))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "HS384", "HS512", "ES256", "ES384", "RS256", ""})
  void anotherAlgorithmIsRefusedHoweverItIsSigned(String algorithm)
      throws GeneralSecurityException {
    String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
    assertThat(tokens.verify(signed(KEY, header, claims(c -> {})))).isNull();
    String unsigned = encode(header) + "." + encode(claims(c -> {})) + ".";
    assertThat(tokens.verify(unsigned)).isNull();
    assertThat(tokens.verify(unsigned.substring(0, unsigned.length() - 1))).isNull();
  }

  @Test
  void anotherKeyIsRefusedWhateverTheHeaderSaysOfIt() throws GeneralSecurityException {
    SecretKey other = key("ffffffffffffffffffffffffffffffff");
    assertThat(tokens.verify(signed(other, HS256, claims(c -> {})))).isNull();
    String named =
        "{\"alg\":\"HS256\",\"kid\":\"../../dev/null\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AA\"}}";
    assertThat(tokens.verify(signed(key("\0"), named, claims(c -> {})))).isNull();
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    Signature elliptic = Signature.getInstance("SHA256withECDSA");
    elliptic.initSign(generator.generateKeyPair().getPrivate());
    String text = encode("{\"alg\":\"ES256\"}") + "." + encode(claims(c -> {}));
    elliptic.update(text.getBytes(StandardCharsets.US_ASCII));
    assertThat(tokens.verify(text + "." + encode(elliptic.sign()))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"exp", "iat", "iss", "aud", "server_url", "sub", "token_id"})
  void everyClaimIsNeeded(String claim) throws GeneralSecurityException {
    assertThat(tokens.verify(signed(KEY, HS256, claims(c -> c.remove(claim))))).isNull();
    assertThat(tokens.verify(signed(KEY, HS256, claims(c -> c.putNull(claim))))).isNull();
    assertThat(tokens.verify(signed(KEY, HS256, claims(c -> c.putArray(claim))))).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "iss, http://localhost:9",
    "aud, http://localhost:9",
    "server_url, http://localhost:9",
    "sub, not-a-uuid",
    "token_id, not-a-uuid",
    "exp, soon",
    "iat, earlier"
  })
  void aClaimThatIsNotOursIsRefused(String claim, String value) throws GeneralSecurityException {
    assertThat(tokens.verify(signed(KEY, HS256, claims(c -> c.put(claim, value))))).isNull();
  }

  @Test
  void timesMustBeTrue() throws GeneralSecurityException {
    long now = clock.now.getEpochSecond();
    assertThat(tokens.verify(signed(KEY, HS256, claims(c -> c.put("exp", now - 1))))).isNull();
    assertThat(tokens.verify(signed(KEY, HS256, claims(c -> c.put("exp", now))))).isNull();
    assertThat(tokens.verify(signed(KEY, HS256, claims(c -> c.put("iat", now + 3_600))))).isNull();
    assertThat(tokens.verify(signed(KEY, HS256, claims(c -> c.put("iat", now + 5))))).isNotNull();
    assertThat(tokens.verify(signed(KEY, HS256, claims(c -> c.put("exp", 1e300))))).isNull();
    assertThat(tokens.verify(signed(KEY, HS256, claims(c -> c.put("exp", Long.MAX_VALUE)))))
        .isNull();
  }

  @Test
  void whatIsNoTokenIsRefused() {
    String good = tokens.mint(TENANT, Duration.ofHours(1)).token();
    for (String bad :
        List.of(
            "",
            ".",
            "..",
            "...",
            good + "x",
            good + ".",
            " " + good + " x",
            good.substring(1),
            good.replace('.', ':'),
            "e".repeat(64 * 1024),
            good + "\u0000",
            encode("[]") + "." + encode("[]") + "." + encode("x"),
            "\ud800.\ud800.\ud800")) {
      assertThat(tokens.verify(bad)).as(bad).isNull();
    }
  }

  @Test
  void nothingThatIsShownOfATokenContainsIt() {
    Tokens.Minted minted = tokens.mint(TENANT, Duration.ofHours(1));
    assertThat(minted.toString()).doesNotContain(minted.token());
    assertThat(String.valueOf(tokens.verify(minted.token()))).doesNotContain(minted.token());
  }
}
