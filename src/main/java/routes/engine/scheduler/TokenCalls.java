package routes.engine.scheduler;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** What is remembered of tokens, so that they can be listed and revoked. Thread-safe. */
public final class TokenCalls {
  private static final String INSERT =
      """
      INSERT INTO hatchet.token (id, tenant_id, name, expires_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (id) DO NOTHING""";
  private static final String REVOKE =
      "UPDATE hatchet.token SET revoked_at = ? WHERE id = ? AND tenant_id = ?";

  private final Desk desk;

  TokenCalls(Desk desk) {
    this.desk = desk;
  }

  public CompletableFuture<Boolean> remember(
      UUID tenantId, UUID tokenId, String name, Instant expiresAt) {
    return desk.submit(
        turn -> {
          turn.changes().statement(INSERT, tokenId, tenantId, name, expiresAt);
          return true;
        });
  }

  public CompletableFuture<Boolean> revoke(UUID tenantId, UUID tokenId) {
    return desk.submit(
        turn -> {
          turn.changes().statement(REVOKE, turn.now(), tokenId, tenantId);
          return true;
        });
  }
}
