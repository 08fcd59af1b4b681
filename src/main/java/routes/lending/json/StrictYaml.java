package routes.lending.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The JSON part of YAML 1.2, as people write it: one document, no anchors, aliases and tags, no
 * double keys. As in 1.2 the states NO and ON are texts, where 1.1 takes them for flags.
 */
public final class StrictYaml {
  private static final ObjectMapper WRITER =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
              .build());

  private StrictYaml() {}

  /**
   * Reads one YAML document.
   *
   * @param yaml its bytes in UTF-8
   * @param what what it is, for the sentence: {@code The policy}
   * @param maxBytes the most it may have
   * @throws MalformedJsonException saying where and why it can't be read
   */
  public static JsonNode read(byte[] yaml, String what, int maxBytes) {
    StrictJson.requireAtMost(maxBytes, yaml, what);
    LoadSettings settings =
        LoadSettings.builder().setLabel(what).setCodePointLimit(maxBytes + 1).build();
    try {
      Iterator<Event> events =
          new Parse(settings).parseInputStream(new ByteArrayInputStream(yaml)).iterator();
      return CanonicalJson.of(new YamlEvents(events, what).document());
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      int column = e.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(1);
      throw new MalformedJsonException(
          "%s is not readable YAML at line %d, column %d: %s."
              .formatted(what, line, column, StrictJson.firstLine(e.getProblem())));
    } catch (YamlEngineException e) {
      // Bytes that are no UTF-8, or characters that YAML does not allow.
      throw new MalformedJsonException(what + " is not valid UTF-8 YAML.");
    }
  }

  /**
   * A value as YAML, its fields in their order; texts in quotes, so that any reader takes them so.
   */
  public static String write(Object value) {
    try {
      return WRITER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
