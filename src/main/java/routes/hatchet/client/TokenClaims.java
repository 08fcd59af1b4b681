package routes.hatchet.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What an API token says of its tenant and its engine. The signature is the engine's business.
 *
 * @param tenantId tenant UUID
 * @param serverUrl REST base
 * @param grpcAddress {@code host:port} of gRPC
 */
record TokenClaims(
    @Nullable String tenantId, @Nullable String serverUrl, @Nullable String grpcAddress) {

  /** Reads the claims; the token itself never appears in an error. */
  static TokenClaims read(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw malformed("it has " + parts.length + " parts between dots instead of 3");
    }
    JsonNode claims;
    try {
      byte[] json = Base64.getUrlDecoder().decode(parts[1]);
      claims = Json.MAPPER.readTree(new String(json, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw malformed("its middle part is not base64url");
    } catch (JsonProcessingException e) {
      throw malformed("its middle part is not JSON");
    }
    if (claims == null || !claims.isObject()) {
      throw malformed("its middle part is not a JSON object");
    }
    return new TokenClaims(
        text(claims, "sub"), text(claims, "server_url"), text(claims, "grpc_broadcast_address"));
  }

  private static @Nullable String text(JsonNode claims, String name) {
    JsonNode value = claims.get(name);
    return value == null || !value.isTextual() || value.textValue().isBlank()
        ? null
        : value.textValue();
  }

  private static HatchetException malformed(String reason) {
    return new HatchetException(
        "HATCHET_CLIENT_TOKEN is not a Hatchet API token: "
            + reason
            + ". Copy the whole token again from the engine.");
  }
}
