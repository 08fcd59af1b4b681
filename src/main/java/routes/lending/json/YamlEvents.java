package routes.lending.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.Event.ID;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/** Makes JSON of what a YAML parser says, within the limits that JSON from outside has. */
final class YamlEvents {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ScalarResolver RESOLVER = new CoreScalarResolver(false);

  private final Iterator<Event> events;
  private final String what;

  YamlEvents(Iterator<Event> events, String what) {
    this.events = events;
    this.what = what;
  }

  /** The only document. */
  JsonNode document() {
    Event next = events.next();
    while (next.getEventId() == ID.StreamStart || next.getEventId() == ID.DocumentStart) {
      next = events.next();
    }
    JsonNode document = next.getEventId() == ID.StreamEnd ? NODES.nullNode() : value(next, 0);
    if (document.isNull()) {
      throw new MalformedJsonException(what + " is empty: send a YAML document.");
    }
    while (events.hasNext()) {
      Event after = events.next();
      if (after.getEventId() == ID.DocumentStart) {
        throw refused(after, "has a second document", "send one");
      }
    }
    return document;
  }

  private JsonNode value(Event event, int depth) {
    if (event instanceof AliasEvent) {
      throw refused(event, "has an alias", "write the value out");
    }
    if (event instanceof ScalarEvent scalar) {
      requirePlain(event, scalar.getAnchor().isPresent(), scalar.getTag());
      return scalar(scalar);
    }
    CollectionStartEvent start = (CollectionStartEvent) event;
    requirePlain(event, start.getAnchor().isPresent(), start.getTag());
    if (depth == StrictJson.MAX_DEPTH) {
      throw refused(
          event, "is nested deeper than %d levels".formatted(StrictJson.MAX_DEPTH), "flatten it");
    }
    return start.getEventId() == ID.MappingStart ? object(depth + 1) : array(depth + 1);
  }

  private JsonNode object(int depth) {
    ObjectNode object = NODES.objectNode();
    for (Event key = events.next(); key.getEventId() != ID.MappingEnd; key = events.next()) {
      if (!(key instanceof ScalarEvent name)) {
        throw refused(key, "has a key that is no text", "give the key as text");
      }
      requirePlain(key, name.getAnchor().isPresent(), name.getTag());
      if (name.getValue().length() > StrictJson.MAX_NAME_LENGTH) {
        throw refused(key, "has a name that is too long", "give it shorter");
      }
      if (object.has(name.getValue())) {
        throw refused(key, "has '%s' twice".formatted(name.getValue()), "leave one out");
      }
      object.set(name.getValue(), value(events.next(), depth));
    }
    return object;
  }

  private JsonNode array(int depth) {
    ArrayNode array = NODES.arrayNode();
    for (Event item = events.next(); item.getEventId() != ID.SequenceEnd; item = events.next()) {
      array.add(value(item, depth));
    }
    return array;
  }

  private JsonNode scalar(ScalarEvent scalar) {
    String text = scalar.getValue();
    if (text.length() > StrictJson.MAX_TEXT_LENGTH) {
      throw refused(scalar, "has a text that is too long", "give it shorter");
    }
    Tag tag = scalar.getScalarStyle() == ScalarStyle.PLAIN ? RESOLVER.resolve(text, true) : Tag.STR;
    if (tag.equals(Tag.NULL)) {
      return NODES.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return NODES.booleanNode(Boolean.parseBoolean(text));
    }
    return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? number(scalar) : NODES.textNode(text);
  }

  private JsonNode number(ScalarEvent scalar) {
    if (scalar.getValue().length() > StrictJson.MAX_NUMBER_LENGTH) {
      throw refused(scalar, "has a number that is too long", "give it shorter");
    }
    try {
      return NODES.numberNode(new BigDecimal(scalar.getValue()));
    } catch (NumberFormatException e) {
      throw refused(
          scalar,
          "has %s, which is no number of JSON".formatted(scalar.getValue()),
          "write it in digits, or in quotes as a text");
    }
  }

  private void requirePlain(Event event, boolean anchored, Optional<String> tag) {
    if (anchored) {
      throw refused(event, "has an anchor", "write the value out where it is needed");
    }
    if (tag.isPresent()) {
      throw refused(event, "has a tag", "leave it out");
    }
  }

  private MalformedJsonException refused(Event event, String problem, String todo) {
    int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    return new MalformedJsonException("%s %s in line %d: %s.".formatted(what, problem, line, todo));
  }
}
