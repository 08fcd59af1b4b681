package routes.engine.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import routes.engine.model.Ids;
import routes.engine.model.Json;

/**
 * Signed API tokens (JWT, HS256). A token names its tenant and the addresses of this engine.
 * Thread-safe.
 */
public final class Tokens {
  /** How long a minted token is good. */
  public static final Duration LIFE = Duration.ofDays(90);

  private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
  private static final int LONGEST = 4096;
  private static final int MOST_KNOWN = 1_000;
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final SecretKey key;
  private final Clock clock;
  private final String serverUrl;
  private final String grpcAddress;
  private final List<Runnable> onRevoke = new CopyOnWriteArrayList<>();
  private final Set<UUID> revoked = ConcurrentHashMap.newKeySet();

  /** Tokens whose signature and claims were found good: every call of a worker brings the same. */
  private final Map<String, Verified> known = new ConcurrentHashMap<>();

  /** A token, and what has to be remembered of it to revoke it. */
  public record Minted(String token, UUID tokenId, Instant expiresAt) {
    /** Without the token, which is nobody's to see. */
    @Override
    public String toString() {
      return "Minted[" + tokenId + ", expires " + expiresAt + "]";
    }
  }

  /** What a good token says. */
  public record Verified(UUID tenantId, UUID tokenId, Instant expiresAt) {}

  public Tokens(
      SecretKey key, Clock clock, String serverUrl, String grpcAddress, Collection<UUID> revoked) {
    this.key = key;
    this.clock = clock;
    this.serverUrl = serverUrl;
    this.grpcAddress = grpcAddress;
    this.revoked.addAll(revoked);
  }

  public String serverUrl() {
    return serverUrl;
  }

  /** Whether a token that was good is so no longer. */
  public boolean isOver(Verified verified) {
    return revoked.contains(verified.tokenId()) || !clock.instant().isBefore(verified.expiresAt());
  }

  public Minted mint(UUID tenantId, Duration life) {
    Instant now = clock.instant();
    UUID tokenId = Ids.random(now);
    Instant expires = now.plus(life);
    ObjectNode claims = Json.MAPPER.createObjectNode();
    claims.put("sub", tenantId.toString());
    claims.put("server_url", serverUrl);
    claims.put("grpc_broadcast_address", grpcAddress);
    claims.put("iss", serverUrl);
    claims.put("aud", serverUrl);
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", expires.getEpochSecond());
    claims.put("token_id", tokenId.toString());
    String signed = encode(HEADER) + "." + encode(claims.toString());
    return new Minted(signed + "." + ENCODER.encodeToString(sign(signed)), tokenId, expires);
  }

  /** Null for a token that is not good, whatever the reason. */
  public @Nullable Verified verify(String token) {
    Verified before = known.get(token);
    if (before != null) {
      return isOver(before) ? null : before;
    }
    Verified verified = read(token);
    if (verified != null) {
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      known.put(token, verified);
    }
    return verified;
  }

  private @Nullable Verified read(String token) {
    String[] parts = token.split("\\.", -1);
    if (token.length() > LONGEST || parts.length != 3) {
      return null;
    }
    try {
      Base64.Decoder decoder = Base64.getUrlDecoder();
      byte[] signature = decoder.decode(parts[2]);
      if (!MessageDigest.isEqual(signature, sign(parts[0] + "." + parts[1]))
          || !"HS256".equals(tree(decoder.decode(parts[0])).path("alg").asText())) {
        return null;
      }
      return claims(tree(decoder.decode(parts[1])));
    } catch (IllegalArgumentException | DateTimeException e) {
      return null;
    }
  }

  /** Whether the token also names the addresses that this engine has now. */
  public boolean isCurrent(String token) {
    Verified verified = verify(token);
    if (verified == null
        || verified.expiresAt().isBefore(clock.instant().plus(Duration.ofDays(1)))) {
      return false;
    }
    JsonNode claims = tree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
    return claims.path("grpc_broadcast_address").asText().equals(grpcAddress);
  }

  public void revoke(UUID tokenId) {
    revoked.add(tokenId);
    onRevoke.forEach(Runnable::run);
  }

  /** Called after every revocation. */
  public void onRevoke(Runnable action) {
    onRevoke.add(action);
  }

  private @Nullable Verified claims(JsonNode claims) {
    Instant now = clock.instant();
    boolean ours =
        serverUrl.equals(claims.path("iss").asText())
            && serverUrl.equals(claims.path("aud").asText())
            && serverUrl.equals(claims.path("server_url").asText());
    if (!ours || !claims.path("exp").isIntegralNumber() || !claims.path("iat").isIntegralNumber()) {
      return null;
    }
    Instant expires = Instant.ofEpochSecond(claims.path("exp").longValue());
    Instant issued = Instant.ofEpochSecond(claims.path("iat").longValue());
    UUID tokenId = UUID.fromString(claims.path("token_id").asText());
    if (!now.isBefore(expires)
        || issued.isAfter(now.plus(CLOCK_SKEW))
        || revoked.contains(tokenId)) {
      return null;
    }
    return new Verified(UUID.fromString(claims.path("sub").asText()), tokenId, expires);
  }

  private static JsonNode tree(byte[] json) {
    try {
      return Json.MAPPER.readTree(new String(json, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  private static String encode(String text) {
    return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] sign(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is missing", e);
    }
  }
}
