package routes.documents.rules;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * How guidelines say one thing in many ways, and the words in which the readers know it: {@code
 * documents/wordings.yaml}.
 *
 * @param sentences rewrites for sentences
 * @param fields for fields of tables, before those of sentences
 * @param heads for heads of rows and columns
 */
record Wordings(List<Rewrite> sentences, List<Rewrite> fields, List<Rewrite> heads) {

  private static final String RESOURCE = "/documents/wordings.yaml";

  static final Wordings ALL = load();

  private static Wordings load() {
    try (InputStream yaml = Wordings.class.getResourceAsStream(RESOURCE)) {
      return new YAMLMapper().readValue(Objects.requireNonNull(yaml, RESOURCE), Wordings.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
