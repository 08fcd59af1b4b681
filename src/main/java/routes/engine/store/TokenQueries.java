package routes.engine.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tenants and the tokens that have been minted for them. Thread-safe. */
public final class TokenQueries {
  private final RunReader reader;

  TokenQueries(RunReader reader) {
    this.reader = reader;
  }

  /** What is known of a token; never the token itself. */
  public record TokenRow(UUID id, UUID tenantId, String name, Instant expiresAt) {}

  /** A tenant. */
  public record TenantRow(UUID id, String name, Instant createdAt) {}

  /** Those that are neither revoked nor expired, the newest first. */
  public List<TokenRow> tokens(UUID tenantId, Instant now) {
    return reader.query(
        connection ->
            Rows.query(
                connection,
                """
                SELECT * FROM hatchet.token WHERE tenant_id = ? AND revoked_at IS NULL AND expires_at > ?
                ORDER BY id DESC LIMIT 1000""",
                row ->
                    new TokenRow(
                        Sql.uuid(row, "id"),
                        Sql.uuid(row, "tenant_id"),
                        row.getString("name"),
                        Sql.instant(row, "expires_at")),
                tenantId,
                now));
  }

  public @Nullable TenantRow tenant(UUID id) {
    return reader.query(
        connection -> {
          List<TenantRow> found =
              Rows.query(
                  connection,
                  "SELECT * FROM hatchet.tenant WHERE id = ?",
                  row ->
                      new TenantRow(
                          Sql.uuid(row, "id"),
                          row.getString("name"),
                          Sql.instant(row, "created_at")),
                  id);
          return found.isEmpty() ? null : found.get(0);
        });
  }
}
