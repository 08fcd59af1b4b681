package routes.lending.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import routes.lending.json.CanonicalJson;

/** Policies as JSON. */
public final class PolicyJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private PolicyJson() {}

  /**
   * Reads a policy that {@link #write} wrote; nothing is checked again. What comes from outside
   * goes through the policy parser.
   *
   * @throws IllegalArgumentException if it is no policy
   */
  public static Policy read(JsonNode json) {
    try {
      return MAPPER.treeToValue(json, Policy.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the stored policy can't be read: " + e.getOriginalMessage(), e);
    }
  }

  /** A policy with its fields in the order in which people read them. */
  public static JsonNode forPeople(Policy policy) {
    return MAPPER.valueToTree(policy);
  }

  /** A policy in canonical JSON. */
  public static JsonNode write(Policy policy) {
    return CanonicalJson.of(MAPPER.valueToTree(policy));
  }
}
