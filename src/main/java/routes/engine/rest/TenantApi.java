package routes.engine.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.HttpMethod;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import routes.engine.auth.Tokens;
import routes.engine.model.Durations;
import routes.engine.model.Ids;
import routes.engine.scheduler.Engine;
import routes.engine.scheduler.EngineException;
import routes.engine.store.TokenQueries;

/** The tenant and its tokens. */
final class TenantApi {
  private static final String TOKENS = Routes.TENANT + "/api-tokens";
  private static final int LONGEST_NAME = 255;
  private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);
  private static final Duration LONGEST_LIFE = Duration.ofDays(3_650);

  private final Engine engine;
  private final TokenQueries queries;
  private final Supplier<@Nullable Tokens> tokens;
  private final Clock clock;

  TenantApi(Engine engine, TokenQueries queries, Supplier<@Nullable Tokens> tokens, Clock clock) {
    this.engine = engine;
    this.queries = queries;
    this.tokens = tokens;
    this.clock = clock;
  }

  void addTo(Routes routes) {
    routes.read(Routes.TENANT, "The tenant", Route.Shape.one("Tenant"), this::tenant);
    routes.read(
        TOKENS,
        "Tokens that can be used",
        Route.Shape.page("APIToken"),
        this::list,
        "offset",
        "limit");
    routes.add(
        HttpMethod.POST,
        TOKENS,
        "Mints a token, which is not shown again",
        Route.Shape.one("CreateAPITokenResponse"),
        this::mint);
    routes.add(
        HttpMethod.POST,
        "/api/v1/api-tokens/{token}",
        "Revokes a token and ends its streams",
        Route.Shape.NOTHING,
        this::revoke);
  }

  private Object tenant(Call call) {
    TokenQueries.TenantRow tenant = Objects.requireNonNull(queries.tenant(call.tenantId()));
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("metadata", Views.metadata(tenant.id(), tenant.createdAt(), null));
    view.put("name", tenant.name());
    view.put("slug", tenant.name());
    view.put("version", "V1");
    view.put("environment", "local");
    view.put("serverUrl", Objects.requireNonNull(tokens.get()).serverUrl());
    return view;
  }

  private Object list(Call call) {
    return Views.page(
        queries.tokens(call.tenantId(), clock.instant()).stream().map(TenantApi::view).toList(),
        call.query(),
        50);
  }

  private static Map<String, Object> view(TokenQueries.TokenRow token) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("metadata", Views.metadata(token.id(), Ids.createdAt(token.id()), null));
    view.put("name", token.name());
    view.put("expiresAt", token.expiresAt().toString());
    return view;
  }

  private CompletableFuture<@Nullable Object> mint(Call call) {
    JsonNode body = call.body();
    String name = Answers.text(body, "name");
    if (name.length() > LONGEST_NAME) {
      throw EngineException.invalid("invalid name: at most " + LONGEST_NAME + " characters");
    }
    Tokens.Minted minted =
        Objects.requireNonNull(tokens.get()).mint(call.tenantId(), life(body.path("expiresIn")));
    return engine
        .tokens()
        .remember(call.tenantId(), minted.tokenId(), name, minted.expiresAt())
        .thenApply(done -> Map.of("token", minted.token()));
  }

  private static Duration life(JsonNode expiresIn) {
    if (expiresIn.isMissingNode() || expiresIn.isNull()) {
      return Tokens.LIFE;
    }
    try {
      Duration life = Durations.parse(expiresIn.asText());
      if (life.compareTo(SHORTEST_LIFE) >= 0 && life.compareTo(LONGEST_LIFE) <= 0) {
        return life;
      }
    } catch (IllegalArgumentException e) {
      throw EngineException.invalid(e.getMessage());
    }
    throw EngineException.invalid(
        "invalid expiresIn " + expiresIn + ": from 1s to 87600h are possible");
  }

  private CompletableFuture<@Nullable Object> revoke(Call call) {
    UUID id = call.id("token");
    return engine
        .read(
            () ->
                queries.tokens(call.tenantId(), clock.instant()).stream()
                    .anyMatch(token -> token.id().equals(id)))
        .thenCompose(
            known -> {
              if (!known) {
                throw EngineException.notFound("token not found");
              }
              return engine.tokens().revoke(call.tenantId(), id);
            })
        .thenApply(
            done -> {
              Objects.requireNonNull(tokens.get()).revoke(id);
              return null;
            });
  }
}
